// The panel by which a person signs in: a button that leads to the forge, or a field for a token with every step to get one.

import { NotAllowedError } from "./forge-errors.js";
import { say } from "./forge-words.js";
import { accessOf, beginSigningIn, keepToken, signOut, signsInThere } from "./signing-in.js";
import { Line } from "./forge-requests.js";

const NAMES = { github: "GitHub", gitlab: "GitLab", forgejo: "Forgejo", gitea: "Gitea" };
const USERS = { github: "/user", gitlab: "/v4/user", forgejo: "/user", gitea: "/user" };

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 */
function make(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** @param {string} href @param {string} words */
const link = (href, words) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);

/**
 * The steps to a token, as the forge's own pages name things.
 * @param {ForgeSettings} settings
 * @returns {(Node | string)[][]}
 */
function stepsToToken({ kind, site, repository }) {
  const [owner = "", name = ""] = repository.split("/");
  if (kind === "github") {
    return [
      ["Mở ", link(`${site}/settings/personal-access-tokens/new`, "trang tạo mã của GitHub"), " (đăng nhập GitHub nếu được hỏi)."],
      ["Token name: ghi ", make("b", {}, "niem-yet"), "."],
      ["Resource owner: chọn ", make("b", {}, owner), ". Không thấy tên ấy nghĩa là tài khoản chưa được thêm vào kho: nhờ người phụ trách trang."],
      ["Expiration: chọn 90 ngày hoặc ngắn hơn."],
      ["Repository access: chọn Only select repositories, rồi chọn ", make("b", {}, name), "."],
      ["Permissions → Repositories: thêm ", make("b", {}, "Contents"), " và ", make("b", {}, "Pull requests"), ", đổi cả hai thành Read and write. Không thêm quyền nào khác."],
      ["Bấm Generate token, chép mã bắt đầu bằng ", make("code", {}, "github_pat_"), " rồi dán vào ô dưới đây."],
    ];
  }
  if (kind === "gitlab") {
    return [
      ["Mở ", link(`${site}/-/user_settings/personal_access_tokens?name=niem-yet&scopes=api`, "trang tạo mã của GitLab"), "."],
      ["Chọn ngày hết hạn, chỉ đánh dấu quyền ", make("b", {}, "api"), ", rồi bấm Create token."],
      ["Chép mã vừa hiện ra rồi dán vào ô dưới đây."],
    ];
  }
  return [
    ["Mở ", link(`${site}/user/settings/applications`, "trang Applications"), " của tài khoản."],
    ["Đặt tên ", make("b", {}, "niem-yet"), "; chọn quyền: repository là Read and Write, user là Read. Không thêm quyền nào khác."],
    ["Bấm Generate Token, chép mã vừa hiện ra rồi dán vào ô dưới đây."],
  ];
}

/** @type {Promise<void> | null} */
let asking = null;
/** There is one panel, however many ask for it at once. */

/**
 * @param {ForgeSettings} settings
 * @param {string} [refusal] Why it is asked again.
 * @returns {Promise<void>} Settled when there is a token that the forge knows.
 */
export function askToSignIn(settings, refusal = "") {
  asking ??= showPanel(settings, refusal).finally(() => { asking = null; });
  return asking;
}

/**
 * @param {ForgeSettings} settings
 * @param {string} refusal
 * @returns {Promise<void>}
 */
function showPanel(settings, refusal) {
  const told = make("p", { role: "alert", class: "sign-in-told" }, refusal);
  const panel = make("section", { class: "sign-in", "aria-labelledby": "sign-in-title" },
    make("h2", { id: "sign-in-title", tabindex: "-1" }, "Đăng nhập vào kho dữ liệu"),
    make("p", {}, `Kho dữ liệu của trang: ${settings.repository}, ở ${NAMES[settings.kind]}. Mọi thay đổi được gửi thành đề xuất, mang tên tài khoản của anh, chị.`));
  return new Promise((resolve) => {
    const finish = () => { panel.remove(); resolve(); };
    panel.append(signsInThere(settings) ? offerToGo(settings, told) : offerToPaste(settings, told, finish), told);
    (document.querySelector("main") ?? document.body).prepend(panel);
    panel.querySelector("h2")?.focus();
  });
}

/**
 * @param {ForgeSettings} settings
 * @param {HTMLElement} told
 */
function offerToGo(settings, told) {
  const button = make("button", { type: "button" }, `Đăng nhập bằng ${NAMES[settings.kind]}`);
  button.addEventListener("click", async () => {
    try {
      location.assign(await beginSigningIn(settings));
    } catch (error) {
      tellError(told, error);
    }
  });
  return button;
}

/**
 * @param {ForgeSettings} settings
 * @param {HTMLElement} told
 * @param {() => void} finish
 */
function offerToPaste(settings, told, finish) {
  const steps = make("ol", {}, ...stepsToToken(settings).map((step) => make("li", {}, ...step)));
  const field = /** @type {HTMLInputElement} */ (make("input", { id: "sign-in-token", type: "password", autocomplete: "off", spellcheck: "false", required: "" }));
  const about = "Mã chỉ được giữ trong thẻ trình duyệt này; đóng thẻ là mất. Không gửi mã cho ai, không dán vào thư hay Zalo.";
  const form = make("form", {},
    make("label", { for: "sign-in-token" }, "Mã truy cập"), field, make("button", { type: "submit" }, "Đăng nhập"), make("p", { class: "sign-in-about" }, about));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = field.value.trim();
    field.value = "";
    told.textContent = "";
    keepToken(settings, token);
    try {
      await new Line(settings.api, accessOf(settings)).ask(USERS[settings.kind]);
      finish();
    } catch (error) {
      signOut();
      tellError(told, error);
    }
  });
  return make("div", {}, steps, form);
}

/**
 * @param {HTMLElement} told
 * @param {unknown} error
 */
function tellError(told, error) {
  if (!(error instanceof Error)) throw error;
  told.textContent = error instanceof NotAllowedError && error.message === say("expired") ? say("unknown") : error.message;
}
