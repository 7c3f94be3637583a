// How a forge refuses. The message is a sentence for the person at the form.

/** Files are other ones by now than when the change began. */
export class ConflictError extends Error {
  /** @param {string[]} paths */
  constructor(paths) {
    super(`Trong lúc soạn, đã có người khác sửa: ${paths.join(", ")}.`);
    this.name = "ConflictError";
    this.paths = paths;
  }
}

/** The person may not do this here: not signed in, or without the right to it. */
export class NotAllowedError extends Error {
  /** @override */
  name = "NotAllowedError";
}

/** The forge takes no more requests for now. `until`: when it will again; null if it did not say. */
export class LimitError extends Error {
  /** @param {Date | null} until */
  constructor(until) {
    super(until ? `Kho dữ liệu tạm không nhận thêm; gửi lại sau ${until.toLocaleTimeString("vi-VN")}.` : "Kho dữ liệu tạm không nhận thêm; ít phút nữa gửi lại.");
    this.name = "LimitError";
    this.until = until;
  }
}

/** The forge could not be reached. */
export class OfflineError extends Error {
  /** @override */
  name = "OfflineError";
}
