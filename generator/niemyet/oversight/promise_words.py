"""The words of promises: whom they are for, how long, how much less than the law; and of what people keep in money."""

from niemyet.law.gains import MoneyGain
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.vocabulary import CHANNEL_MANNERS
from niemyet.oversight.promised import People, Promise, Term
from niemyet.render.language import VIETNAMESE, Language


def say_people(people: People, language: Language = VIETNAMESE) -> str:
    """Whom a promise is for, in words; '' for all."""
    ways = language.say(" hoặc ").join(language.say(CHANNEL_MANNERS[kind]) for kind in people.ways)
    filed = language.say("nộp {channels}", channels=ways) if ways else ""
    return "; ".join(part for part in (*map(language.text, people.cases), filed, language.areas(people.areas)) if part)


def say_term(term: Term | None, language: Language = VIETNAMESE) -> str:
    """A length of time in words; '' of none."""
    if term is None:
        return ""
    if term.until:
        return language.say("trong ngày (nhận trước {hour})", hour=term.until)
    return language.length(term.amount, term.unit) if term.unit else language.say("chưa xác định")


def say_promise(promise: Promise, language: Language = VIETNAMESE) -> str:
    """A promise in words: "5 ngày làm việc thay cho 7 ngày làm việc, bớt 2 ngày làm việc"."""
    people, promised = say_people(promise.people, language), say_term(promise.promised, language)
    said = f"{capitalize(people)}: {promised}" if people else capitalize(promised)
    if promise.lawful is None:
        return language.say("{promised}, luật không nêu thời hạn", promised=said)
    lawful = say_term(promise.lawful, language)
    if not promise.less:
        return language.say("{promised} thay cho {lawful}", promised=said, lawful=lawful)
    less = language.length(promise.less, promise.unit)
    return language.say("{promised} thay cho {lawful}, bớt {less}", promised=said, lawful=lawful, less=less)


def say_money(gain: MoneyGain, language: Language = VIETNAMESE) -> str:
    """What people keep, in words."""
    name = language.text(gain.fee.name) if gain.fee.name else language.say("Phí, lệ phí")
    whom = language.text(gain.who) if gain.why == "waiver" else language.say("Nộp trực tuyến")
    named = lower_first(name)
    if gain.less is None:
        return language.say("{whom}: được miễn, giảm {fee}", whom=whom, fee=named)
    less, amount = language.money(gain.less), language.money(gain.fee.amount or 0)
    if not gain.fee.per:
        return language.say("{whom}: bớt {less} ({fee} {amount})", whom=whom, less=less, fee=named, amount=amount)
    per = language.text(gain.fee.per)
    return language.say("{whom}: bớt {less} một {per} ({fee} {amount})", whom=whom, less=less, per=per, fee=named, amount=amount)
