# make site: everything to see the site. make test: everything to trust it, make test-fast: what takes a minute of it.
# make help: all of them. Needs Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin

# Compiled modules are kept: else every command compiles the whole program anew, which takes longer than most of them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site help serve check test test-long test-fast coverage fuzz faults audit zizmor mutants tools system browser java servers pictures lighthouse form nu js stryker test-js mutants-js lint lint-here lint-style lint-types lint-program lint-windows lint-js bench-quick wheel clean

site: .venv/ready ## cài đặt, kiểm tra, tạo trang vào site/ | set up, check the records, build the site
	$(BIN)/niemyet check
	$(BIN)/niemyet build
	@echo "Xem trang: make serve / To see the site: make serve"

help: ## các việc make làm được | what make can do
	@awk -F ' ## ' '/^[a-z][a-z-]*:.* ## / { name = $$1; sub(/:.*/, "", name); split($$2, said, " [|] "); \
	  printf "  make %-10s %s\n  %15s %s\n", name, said[1], "", said[2] }' $(MAKEFILE_LIST)

# PORT=8080 chooses another port.
PORT ?= 8000
serve: .venv/ready ## xem trang, thấy ngay chỗ vừa sửa | serve the site while it is edited
	$(BIN)/niemyet serve --port $(PORT)

check: .venv/ready ## kiểm tra các bản ghi | check the records
	$(BIN)/niemyet check

# Style and types are looked at meanwhile, and told at the end: a worker of the tests waits for pages half of the time.
test: tools ## mọi phép thử của chương trình | every test of the program
	@$(MAKE) --no-print-directory lint-here > .venv/lint.log 2>&1 & lint=$$!; \
	$(BIN)/pytest -n auto --dist worksteal -rs; tests=$$?; \
	wait $$lint; style=$$?; cat .venv/lint.log; test $$tests = 0 -a $$style = 0

# The same, with all of what is tried many times: `make test` tries a slice of it (DEVELOPING.md says of what).
test-long: tools lighthouse lint
	$(BIN)/pytest -n auto --dist worksteal -rs --long

# All but what takes a browser, a cluster, shards or many builds (SLOW in tests/conftest.py, and what is marked slow): a minute, while you work.
test-fast: .venv/test-ready ## phép thử nhanh, chừng một phút | the tests that take a minute
	$(BIN)/pytest -n auto --dist worksteal --fast --ignore tests/browser -p no:playwright

# Which branches no test runs: 92 percent are to be run (pyproject.toml). It takes longer than the tests alone.
coverage: .venv/test-ready browser form
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

# What is tried at random, by seed: inputs of every format that is read. Stopped, it goes on where it was; `.fuzz/` keeps how far.
INPUTS ?= 1000000
MINUTES ?= 600
fuzz: .venv/test-ready ## thử đầu vào ngẫu nhiên, nhiều giờ | inputs at random, for hours
	PYTHONPATH=tests $(BIN)/python -m fuzz --seed $(SEED) --inputs $(INPUTS) --minutes $(MINUTES)

# Small faults in the program that no test notices, room by room: a sample by seed, about 10 minutes a room on two cores.
ROOMS ?= law,rules,citations,wording,portal,changes,model,build,layout
SAMPLE ?= 50
SEED ?= 1
mutants: .venv/mutants-ready
	$(BIN)/python bench/mutants.py --rooms $(ROOMS) --sample $(SAMPLE) --seed $(SEED)

# Every file operation of every command that writes fails once, or the command is killed there: hours. MOST=20 tries so many of each.
MOST ?= 100000
faults: .venv/test-ready
	PYTHONPATH=tests $(BIN)/python -m faults --most $(MOST) --seed $(SEED)

# Known weaknesses of the libraries, asked of a service: where none answers, this fails and says so, instead of passing unasked.
audit: .venv/audit-ready
	@for lock in requirements*.lock; do .venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r $$lock || exit 1; done

# Weaknesses of the workflows, of our own and of those that a content repository is given.
zizmor: .venv/audit-ready
	.venv/audit/bin/zizmor --offline .github ci/github-shards.yml $(addprefix generator/niemyet/editing/repository/,check.yml preview.yml publish.yml)

# What looks for weaknesses, its pip too, from a lock of its own: `uv pip compile --universal --generate-hashes` makes one.
.venv/audit-ready: requirements-audit.lock
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

# Everything that `make test` needs, fetched side by side: each by itself waits for the network most of the time.
tools:
	@$(MAKE) --no-print-directory -j 5 .venv/test-ready system form nu js

system:
	@for one in browser java servers; do $(MAKE) --no-print-directory MAKEFLAGS= $$one; done

# Debian's Chromium, where this machine lets us: the one without windows, which is half as dear, or whichever is there. Without
# any the browser tests are skipped and say so.
browser:
	@command -v chromium-headless-shell >/dev/null || { \
	  apt=$$(command -v apt-get) && if [ "$$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi; \
	  echo "Cài Chromium để thử trang trong trình duyệt..."; \
	  { $$as $$apt update -qq && { $$as $$apt install -y -qq --no-install-recommends chromium-headless-shell \
	    || $$as $$apt install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; } \
	  || command -v chromium chromium-browser google-chrome >/dev/null \
	  || echo "Không cài được Chromium: các phép thử trong trình duyệt sẽ được bỏ qua."; }

# Java for the Nu HTML checker, likewise.
java:
	@command -v java >/dev/null || { \
	  apt=$$(command -v apt-get) && if [ "$$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi; \
	  echo "Cài Java để thử HTML của các trang..."; \
	  { $$as $$apt update -qq && $$as $$apt install -y -qq --no-install-recommends default-jre-headless >/dev/null; } \
	  || echo "Không cài được Java: phép thử HTML sẽ được bỏ qua."; }

# nginx, Caddy and Apache for the files of `niemyet server`, likewise: they are started by the tests, not by the system.
servers:
	@{ [ -x /usr/sbin/nginx ] && [ -x /usr/bin/caddy ] && [ -x /usr/sbin/apache2 ]; } || { \
	  apt=$$(command -v apt-get) && if [ "$$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi; \
	  echo "Cài nginx, Caddy, Apache để thử tệp cấu hình máy chủ..."; \
	  { $$as $$apt update -qq && DEBIAN_FRONTEND=noninteractive $$as $$apt install -y -qq --no-install-recommends \
	    nginx-light libnginx-mod-http-brotli-static caddy apache2-bin >/dev/null; } \
	  || echo "Không cài được: các phép thử máy chủ sẽ được bỏ qua."; }

# The pictures of the editors' guide, taken again after the pages have changed; a plain test run only compares.
pictures: .venv/test-ready browser ## chụp lại ảnh của sách hướng dẫn | take the guide's pictures again
	$(BIN)/pytest tests/browser/test_guide_pictures.py tests/browser/test_project_picture.py --update-pictures

# What npm brings for the tests, pinned, where there is npm; without it those tests are skipped and say so.
lighthouse: PINNED := bench/lighthouse
form: PINNED := generator/niemyet/editing/form_packages
nu: PINNED := tests/nu
js: PINNED := tests/js
stryker: PINNED := tests/js/mutants
js stryker: STRICT := --engine-strict
lighthouse form nu js stryker:
	@if command -v npm >/dev/null && ! cmp -s $(PINNED)/package-lock.json .venv/$@/package-lock.json; then \
	  mkdir -p .venv/$@ && cp $(PINNED)/package*.json .venv/$@/ && \
	  (cd .venv/$@ && npm ci --ignore-scripts --no-audit --no-fund --silent $(STRICT)) \
	  || { rm -rf .venv/$@; echo "Không cài được các gói ở $(PINNED): các phép thử cần chúng sẽ được bỏ qua."; }; fi

# Each of them works on one core only. `make test` leaves the types of Windows and those of the tests to `make test-long`.
lint-here: .venv/test-ready js
	@$(MAKE) --no-print-directory -j 2 lint-program lint-style lint-js

lint: .venv/test-ready js ## kiểm tra cách viết mã | style, types and scripts
	@$(MAKE) --no-print-directory -j 2 lint-types lint-windows lint-style lint-js

lint-style: .venv/test-ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

lint-types: .venv/test-ready
	$(BIN)/mypy

lint-program: .venv/test-ready
	$(BIN)/mypy generator

lint-windows: .venv/test-ready
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 generator

# Start, check and a small build beside the last release, in two or three minutes: warns past a tenth.
bench-quick: .venv/ready ## đo nhanh so với bản trước | what is slower than in the last release
	$(BIN)/python bench/quick.py

# The sdist and the wheel into dist/, with the build tools of requirements.lock: one commit gives the same bytes everywhere.
wheel: .venv/ready ## đóng gói chương trình vào dist/ | the sdist and the wheel into dist/
	rm -rf dist
	$(BIN)/hatchling build -d dist

# The scripts of the pages and of the form. What tsc reads together is what runs together: a page, its worker, the form, the tests.
lint-js: js
	@if [ ! -d .venv/js/node_modules ]; then echo "Không có npm: bỏ qua việc kiểm tra mã JavaScript."; exit; fi; \
	  set -ex; .venv/js/node_modules/.bin/eslint --config tests/js/eslint.config.js --max-warnings 0 theme generator tests bench; \
	  for part in pages worker form tests; do .venv/js/node_modules/.bin/tsc --project tests/js/tsconfig.$$part.json; done

# The tests of the browser's scripts alone, in seconds; `make test` runs them too.
test-js: .venv/test-ready ## phép thử mã của trang, vài giây | the tests of the browser's scripts, in seconds
	@$(BIN)/python tests/js_given.py .venv/given
	@NIEMYET_GIVEN=$(CURDIR)/.venv/given node --test --test-reporter=spec tests/js/*.test.js

# Whether those tests notice a line that was changed: one module with `make mutants-js ONLY=theme/assets/hours.js`, else all that
# compute, one run of the tests a change. The golden set of the search is left out: it takes longer than all the others.
mutants-js: .venv/test-ready stryker
	@$(BIN)/python tests/js_given.py .venv/given
	@NIEMYET_GIVEN=$(CURDIR)/.venv/given .venv/stryker/node_modules/.bin/stryker run tests/js/mutants/stryker.config.json $(if $(ONLY),--mutate $(ONLY))

# uv, which pip brings by its hash, takes a tenth of pip's time. Where it finds no packages, as behind a mirror that is written in
# pip's settings alone, pip does it. A lock names every library, so nothing is to be worked out but at the end, whether all agree.
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV := VIRTUAL_ENV=.venv $(BIN)/uv --quiet pip
LOCKED := --no-deps --require-hashes
INSTALL = @echo "Cài thư viện / Installing libraries: $(1)"; \
	{ $(UV) install $(LOCKED) -r $(1) 2>/dev/null || $(PIP) install --progress-bar off $(LOCKED) -r $(1); } && $(PIP) check >/dev/null

# Tells a Python that is too old before pip does in its own words.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Cần Python 3.11 trở lên; $(PYTHON) là: $$($(PYTHON) --version 2>&1 || :). Chạy lại, ví dụ: make site PYTHON=python3.12"; \
	  echo "Python 3.11 or later is needed. Run again, for instance: make site PYTHON=python3.12"; exit 1; } >&2
	$(PYTHON) -m venv .venv
	@$(PIP) install --quiet $(LOCKED) -r requirements-installer.lock || echo "Không có uv, pip cài thay / No uv: pip installs."
	$(call INSTALL,requirements.lock)
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/test-ready: .venv/ready requirements-test.lock
	$(call INSTALL,requirements-test.lock)
	@touch $@

.venv/mutants-ready: .venv/test-ready requirements-mutants.lock
	$(call INSTALL,requirements-mutants.lock)
	@touch $@

clean: ## xóa những gì make đã tạo | remove what make has made
	rm -rf .venv .coverage* dist site .site.cache .site.lock .site.npm .niemyet .fuzz
