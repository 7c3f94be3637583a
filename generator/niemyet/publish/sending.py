"""Reads the records on a target, and carries an intention out there.

It keeps book on the target, so that a run that is cut off can be gone on with.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import closing
from itertools import islice
from typing import TypeVar

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.compressing import pack
from niemyet.publish.file_kinds import Headers, headers_of
from niemyet.publish.intentions import Found, Intention
from niemyet.publish.plan import Act, Keep, Restore, Send
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import (
    ATTEMPT,
    KEPT,
    MANIFEST,
    PROGRESS,
    Attempt,
    BrokenRecordError,
    Manifest,
    Progress,
    Written,
    format_record,
    read_record,
    sibling_names,
)
from niemyet.publish.target import ReadFile, Renew, Target, Told

NOTED_EVERY = 100
"""Acts between two notes of the progress."""
_RECORD = Headers("application/gzip", "no-store")
_MOST_NAMED = 3

Item = TypeVar("Item")
Result = TypeVar("Result")


def refuse_foreign(target: Target, adopt: bool) -> None:
    """Raises TargetError if somebody else's files are there and no site of ours, unless `adopt`. Writes nothing."""
    if not (adopt or target.exists(MANIFEST) or target.exists(ATTEMPT) or target.is_empty()):
        raise TargetError(
            Bilingual(
                "nơi đến đang có tệp khác, không phải trang do lệnh này đưa lên; chọn nơi khác, hoặc thêm --adopt "
                "để đưa trang vào đó (tệp trùng tên bị thay, tệp khác giữ nguyên)",
                "the target holds other files, not a site that this command has published; choose another one, "
                "or add --adopt to put the site there (files of the same name are replaced, others stay)",
            )
        )


def read_found(target: Target, adopt: bool = False) -> Found:
    """Reads the records. Raises TargetError if they are broken or somebody else's files are there, unless `adopt`."""
    try:
        manifest = _read(target, Manifest, MANIFEST)
        attempt = _read(target, Attempt, ATTEMPT)
        progress = (_read(target, Progress, PROGRESS) if attempt else None) or Progress()
    except BrokenRecordError as error:
        if adopt:
            return Found(adopts=True)
        vi = f"{error} ở nơi đến bị hỏng, nên không rõ ở đó đang có gì; thêm --adopt để gửi lại toàn bộ trang"
        en = f"{error} at the target is damaged, so it is not known what is there; add --adopt to send the whole site again"
        raise TargetError(Bilingual(vi, en)) from error
    if manifest is None and attempt is None:
        refuse_foreign(target, adopt)
        return Found(adopts=adopt)
    if attempt and manifest and attempt.name == manifest.attempt:
        return Found(manifest, over=attempt, adopts=adopt)
    done = progress.acts if attempt and progress.attempt == attempt.name else 0
    return Found(manifest, attempt, acts_done=done, adopts=adopt)


def _read(target: Target, kind: type[Written], path: str) -> Written | None:
    data = target.read(path)
    return None if data is None else read_record(kind, path, data)


def check_ground(target: Target, intention: Intention) -> None:
    """Raises TargetError if the intention would replace somebody else's files, or needs kept files that are gone."""
    claimed = intention.claimed_paths() if intention.found.manifest or intention.found.attempt else []
    others = [path for path, there in _in_turn(target, target.exists, claimed) if there]
    if others:
        named = ", ".join(sorted(others)[:_MOST_NAMED]) + (", …" if len(others) > _MOST_NAMED else "")
        vi = f"nơi đến đã có tệp của người khác đúng chỗ của trang: {named}; dời các tệp ấy đi, hoặc thêm --adopt để thay chúng"
        en = f"somebody else's files are where the site should go: {named}; move them away, or add --adopt to replace them"
        raise TargetError(Bilingual(vi, en))
    needed = {KEPT + act.digest for act in intention.plan.acts() if isinstance(act, Restore) and not act.unsure}
    if not all(there for _, there in _in_turn(target, target.exists, sorted(needed))):
        raise TargetError(LOST)


LOST = Bilingual(
    "nơi đến không còn giữ đủ tệp của bản trước, nên không quay lại được; hãy tạo lại bản ấy rồi đưa lên",
    "the target no longer has all files of the release before; build that release again and publish it",
)


def carry_out(target: Target, intention: Intention, read_file: ReadFile, renew: Renew, told: Told) -> None:
    """Makes the target hold the release. Raises TargetError, and whatever `read_file` raises."""
    found, attempt = intention.found, intention.attempt
    if found.over:
        _clear_up(target, found.over)
    if intention.is_nothing:
        return
    if attempt is not found.attempt:
        target.write(ATTEMPT, format_record(attempt), _RECORD)
    _act(target, intention, read_file, renew, told)
    renew()
    target.write(MANIFEST, format_record(intention.finished()), _RECORD)
    _clear_up(target, attempt)


def _clear_up(target: Target, attempt: Attempt) -> None:
    """Removes what an attempt that is over has left; its own record last, which knows of the rest."""
    target.remove([KEPT + digest for digest in attempt.left])
    target.remove([PROGRESS, ATTEMPT])


def _act(target: Target, intention: Intention, read_file: ReadFile, renew: Renew, told: Told) -> None:
    total = sum(map(len, intention.plan.stages))
    done = noted = intention.acts_done
    goes_on = intention.attempt is intention.found.attempt
    for batch in _batches(intention.plan.stages, done):
        with closing(_in_turn(target, lambda act: _do(target, act, read_file, goes_on), batch)) as finished:
            for _ in finished:
                done += 1
                told(done, total)
                renew()
        if done - noted >= NOTED_EVERY and done < total:
            target.write(PROGRESS, format_record(Progress(intention.attempt.name, done)), _RECORD)
            noted = done


def _batches(stages: Iterable[Sequence[Act]], skipped: int) -> Iterator[Sequence[Act]]:
    """The acts after the first `skipped`; those of a batch may be done at once."""
    for stage in stages:
        left = iter(stage[skipped:])
        skipped = max(0, skipped - len(stage))
        while batch := tuple(islice(left, NOTED_EVERY)):
            yield batch


def _do(target: Target, act: Act, read_file: ReadFile, goes_on: bool) -> None:
    """Does one act; `goes_on` if an attempt that was cut off may have done it, and later ones, before."""
    if isinstance(act, Keep):
        if not ((act.unsure or goes_on) and target.exists(KEPT + act.digest)):
            target.copy(act.path, KEPT + act.digest)  # what somebody has removed there cannot be kept
        return
    obsolete = sibling_names(act.path, act.obsolete)
    if isinstance(act, Send):
        data = read_file(act.path, act.entry)
        packed = [(ending, pack(data, ending)) for ending in act.entry.siblings]
        if obsolete:
            target.remove(obsolete)
        target.write(act.path, data, headers_of(act.path))
        for ending, sibling in packed:
            target.write(f"{act.path}.{ending}", sibling, headers_of(act.path, ending))
    elif isinstance(act, Restore):
        if obsolete:
            target.remove(obsolete)
        if not target.copy(KEPT + act.digest, act.path) and not act.unsure:
            raise TargetError(LOST)
    else:
        target.remove([*obsolete, act.path])


def _in_turn(target: Target, work: Callable[[Item], Result], items: Iterable[Item]) -> Generator[tuple[Item, Result]]:
    """Works on all items, as many at once as pay off; yields each with its result as it is done. The first error ends it."""
    items = list(items)
    if target.workers == 1 or len(items) < 2:
        for item in items:
            yield item, work(item)
        return
    with ThreadPoolExecutor(min(target.workers, len(items))) as pool:
        futures: dict[Future[Result], Item] = {pool.submit(work, item): item for item in items}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            for future in futures:
                future.cancel()
