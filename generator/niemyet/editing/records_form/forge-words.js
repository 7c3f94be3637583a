// What the form says about a forge, in the language of the page: sentences for a person who has never heard of forges.

/** @type {Record<string, [vi: string, en: string]>} */
const WORDS = {
  offline: [
    "Không nối được với kho dữ liệu. Kiểm tra mạng rồi thử lại; phần đang soạn vẫn còn. Nếu mạng vẫn tốt, báo người phụ trách trang: kho có thể chưa cho trang này hỏi.",
    "The data store cannot be reached. Check the network and try again; what you wrote is kept. If the network is fine, tell whoever runs the site: the store may not let this page ask.",
  ],
  broken: ["Kho dữ liệu đang trục trặc. Ít phút nữa thử lại; phần đang soạn vẫn còn.", "The data store has a fault. Try again in a few minutes; what you wrote is kept."],
  expired: ["Lần đăng nhập này đã hết hạn hoặc bị hủy. Xin đăng nhập lại; phần đang soạn vẫn còn.", "You are no longer signed in. Please sign in again; what you wrote is kept."],
  unknown: [
    "Kho dữ liệu không nhận mã này. Chép lại cả mã, không thừa dấu cách; mã cũ có thể đã hết hạn.",
    "The data store does not know this token. Copy all of it, without blanks; an old one may have run out.",
  ],
  hidden: [
    "Không thấy kho dữ liệu, hoặc tài khoản này chưa được xem kho. Nhờ người phụ trách trang thêm tài khoản vào kho.",
    "The data store is not there, or this account may not see it. Ask whoever runs the site to add your account.",
  ],
  forbidden: [
    "Tài khoản này chưa được gửi thay đổi vào kho. Nhờ người phụ trách trang cấp quyền, hoặc xem lại quyền của mã truy cập.",
    "This account may not send changes to the store. Ask whoever runs the site for the right, or look at what the access token allows.",
  ],
  refused: ["Kho dữ liệu không nhận: ", "The data store refused: "],
  fork: [
    "Chưa lập được bản sao kho cho tài khoản này. Ít phút nữa gửi lại; phần đang soạn vẫn còn.",
    "The copy of the store for this account is not ready yet. Send again in a few minutes; what you wrote is kept.",
  ],
  strange: ["Lần đăng nhập không khớp với cửa sổ này. Xin đăng nhập lại từ đầu.", "That sign-in does not belong to this window. Please sign in again."],
  denied: ["Chưa đăng nhập: kho dữ liệu không cho phép. ", "Not signed in: the data store did not allow it. "],
  insecure: ["Chỉ đăng nhập được khi địa chỉ trang bắt đầu bằng https://.", "Signing in needs an address that begins with https://."],
};

/**
 * @param {string} key
 * @returns {string} The sentence; the key itself if nobody has written one.
 */
export function say(key) {
  const pair = WORDS[key] ?? [key, key];
  return globalThis.document?.documentElement.lang === "en" ? pair[1] : pair[0];
}
