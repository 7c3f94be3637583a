# make site: everything to see the site. make test: everything to trust it, make test-fast: what takes two minutes of it.
# Needs Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site serve check test test-long test-fast coverage mutants browser java servers pictures lighthouse form nu js stryker test-js mutants-js lint lint-style lint-types lint-windows lint-js wheel clean

site: .venv/ready
	$(BIN)/niemyet check
	$(BIN)/niemyet build
	@echo "Mở site/index.html, hoặc chạy 'make serve' để xem tại http://127.0.0.1:8000/"

# PORT=8080 chooses another port.
PORT ?= 8000
serve: .venv/ready
	$(BIN)/niemyet serve --port $(PORT)

check: .venv/ready
	$(BIN)/niemyet check

test: .venv/test-ready browser java servers lighthouse form nu js lint
	$(BIN)/pytest -n auto --dist worksteal -rs

# The same, with all of what is tried many times: `make test` tries half of it.
test-long: .venv/test-ready browser java servers lighthouse form nu js lint
	$(BIN)/pytest -n auto --dist worksteal -rs --long

# All but what takes a browser, a cluster, shards or many builds (SLOW in tests/conftest.py): two minutes, while you work.
test-fast: .venv/test-ready
	$(BIN)/pytest -n auto --dist worksteal --fast --ignore tests/browser -p no:playwright

# Which branches no test runs: 92 percent are to be run (pyproject.toml). It takes longer than the tests alone.
coverage: .venv/test-ready browser form
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

# Small faults in the program that no test notices, room by room: a sample by seed, about 10 minutes a room on two cores.
ROOMS ?= law,rules,citations,wording,portal,changes,model,build,layout
SAMPLE ?= 50
SEED ?= 1
mutants: .venv/mutants-ready
	$(BIN)/python bench/mutants.py --rooms $(ROOMS) --sample $(SAMPLE) --seed $(SEED)

# Debian's Chromium, where there is none and this machine lets us; without one the browser tests are skipped and say so.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  apt=$$(command -v apt-get) && if [ "$$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi; \
	  echo "Cài Chromium để thử trang trong trình duyệt..."; \
	  { $$as $$apt update -qq && $$as $$apt install -y -qq --no-install-recommends chromium >/dev/null; } \
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
pictures: .venv/test-ready browser
	$(BIN)/pytest tests/browser/test_guide_pictures.py --update-pictures

# What npm brings for the tests, pinned, where there is npm; without it those tests are skipped and say so.
lighthouse: PINNED := bench/lighthouse
form: PINNED := generator/niemyet/editing/sveltia
nu: PINNED := tests/nu
js: PINNED := tests/js
stryker: PINNED := tests/js/mutants
js stryker: STRICT := --engine-strict
lighthouse form nu js stryker: .venv/test-ready
	@if command -v npm >/dev/null && ! cmp -s $(PINNED)/package-lock.json .venv/$@/package-lock.json; then \
	  mkdir -p .venv/$@ && cp $(PINNED)/package*.json .venv/$@/ && \
	  (cd .venv/$@ && npm ci --ignore-scripts --no-audit --no-fund --silent $(STRICT)) \
	  || { rm -rf .venv/$@; echo "Không cài được các gói ở $(PINNED): các phép thử cần chúng sẽ được bỏ qua."; }; fi

# Each of them works on one core only.
lint: .venv/test-ready js
	@$(MAKE) --no-print-directory -j 2 lint-types lint-windows lint-style lint-js

lint-style: .venv/test-ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

lint-types: .venv/test-ready
	$(BIN)/mypy

lint-windows: .venv/test-ready
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 generator

# The sdist and the wheel into dist/, with the build tools of requirements.lock: one commit gives the same bytes everywhere.
wheel: .venv/ready
	rm -rf dist
	$(BIN)/hatchling build -d dist

# The scripts of the pages and of the form. What tsc reads together is what runs together: a page, its worker, the form, the tests.
lint-js: js
	@if [ ! -d .venv/js/node_modules ]; then echo "Không có npm: bỏ qua việc kiểm tra mã JavaScript."; exit; fi; \
	  set -ex; .venv/js/node_modules/.bin/eslint --config tests/js/eslint.config.js --max-warnings 0 theme generator tests bench; \
	  for part in pages worker form tests; do .venv/js/node_modules/.bin/tsc --project tests/js/tsconfig.$$part.json; done

# The tests of the browser's scripts alone, in seconds; `make test` runs them too.
test-js: .venv/test-ready
	@$(BIN)/python tests/js_given.py .venv/given
	@NIEMYET_GIVEN=$(CURDIR)/.venv/given node --test --test-reporter=spec tests/js/*.test.js

# Whether those tests notice a line that was changed: one module with `make mutants-js ONLY=theme/assets/hours.js`, else all that
# compute, one run of the tests a change. The golden set of the search is left out: it takes longer than all the others.
mutants-js: .venv/test-ready stryker
	@$(BIN)/python tests/js_given.py .venv/given
	@NIEMYET_GIVEN=$(CURDIR)/.venv/given .venv/stryker/node_modules/.bin/stryker run tests/js/mutants/stryker.config.json $(if $(ONLY),--mutate $(ONLY))

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test-ready: .venv/ready requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

.venv/mutants-ready: .venv/test-ready requirements-mutants.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mutants.lock
	@touch $@

clean:
	rm -rf .venv .coverage* dist site .site.cache .site.lock .site.npm .niemyet
