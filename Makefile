# Kommandoerne for mennesker og maskiner; `make` alene viser dem.
# The commands for people and machines; `make` alone lists them.
PYTHON ?= python3
SITE ?= site
BASE ?= origin/main
TOOLS := .tools
UV := $(TOOLS)/bin/uv
RUN := $(UV) run --frozen --no-sync
export UV_PROJECT_ENVIRONMENT := .venv
export PYTHONUTF8 := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled modules are kept, whatever the shell says: without them each start takes a second longer.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install serve build check test nightly ci import move delete fix figures same verify smoke audit links older reviews bench bench-reader
.DEFAULT_GOAL := help

help: ## vis kommandoerne / list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# uv comes through pip into the project: into a venv of its own, or beside it where Python has no venv.
$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 eller nyere mangler / Python 3.11 or newer is needed: make PYTHON=python3.13 …"; exit 3; }
	@{ $(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/python -m pip install --quiet "uv>=0.8"; } >/dev/null 2>&1 \
	  || { rm -rf $(TOOLS) && $(PYTHON) -m pip install --quiet --target $(TOOLS) "uv>=0.8"; } >/dev/null 2>&1 \
	  || { rm -rf $(TOOLS) && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/python -m pip install --quiet "uv>=0.8"; } \
	  || { rm -rf $(TOOLS); echo "Python mangler pip og venv: sudo apt-get install python3-venv / Python has neither pip nor venv: install python3-venv"; exit 3; }

.venv/.installed: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --locked --quiet --inexact --no-dev --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $@

# What tries the site (types, Java, a browser) is as large as the site: who only builds is spared it.
.venv/.tools: .venv/.installed
	@$(UV) sync --locked --quiet --inexact
	@touch $@

.PHONY: tools
tools: .venv/.tools

install: .venv/.installed ## hent alt, sitet bruger / fetch all that the site needs

serve: install ## byg, vis og byg igen ved hver ændring (PORT=8001) / build, serve, rebuild at every change
	@$(RUN) barometer serve $(if $(PORT),--port "$(PORT)")

build: install ## byg sitet i site/ (SITE=mappe vælger en anden) / build into site/ (SITE=folder)
	@$(RUN) barometer build --site "$(SITE)"

check: tools ## stil, typer og indhold / style, types and content
	@$(MAKE) --no-print-directory --output-sync --jobs=2 check-code check-content

.PHONY: check-code check-content
check-code: tools
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-logo

check-content: install
	@$(RUN) barometer check

.PHONY: browser
browser: tools
	@$(UV) sync --locked --quiet --inexact --group browser
	@$(RUN) python tests/browser_setup.py

test: browser ## alle prøver, også i en rigtig browser / every test, in a real browser too
	@$(RUN) pytest -n auto --dist worksteal

nightly: browser ## hver side i alle bredder, lys og mørk, på papir og i Lighthouse / every page, width and scheme, on paper and in Lighthouse
	@$(RUN) python tests/browser_setup.py nightly
	@$(RUN) pytest -m "nightly and not alone" -n auto --dist worksteal
	@$(RUN) pytest -m "nightly and alone" -s

# Built once: the tests look at the very site that will be published, and nothing may change it after.
# The code is checked while the site is built; a fault of the content is told once, before it is built.
ci: tools ## det, maskinen kører / what the machine runs
	@$(MAKE) --jobs=2 check-code checked-build
	@BUILT_SITE="$(abspath $(SITE))" $(MAKE) test
	@$(RUN) barometer unchanged "$(SITE)"

.PHONY: checked-build
checked-build: check-content
	@$(RUN) barometer build --site "$(SITE)"

verify: tools ## byg to gange, og se, at filerne er ens: make verify AGAINST=https://…/SHA256SUMS.txt / build twice, see that the files are the same
	@$(RUN) barometer verify $(AGAINST)

smoke: ## se, at det udgivne site er det prøvede: make smoke SITE_URL=… LIST=site/SHA256SUMS.txt / hold the live site against the tested one
	@$(PYTHON) hooks/barometer/publish/smoke.py "$(SITE_URL)" $(LIST)

audit: install ## kendte huller i de låste pakker / known holes in the locked packages
	@$(UV) audit --frozen

links: install ## links til andre steder, der ikke svarer / links to other sites that do not answer
	@$(RUN) barometer links

older: install ## sætninger om en ældre udgave end den nyeste / sentences about an older edition than the newest
	@$(RUN) barometer older

reviews: install ## sider, der skal gennemgås inden for en måned / pages to review within a month
	@$(RUN) barometer reviews

.PHONY: due
due: install
	@$(RUN) barometer due "$(SINCE)"

import: install ## tag nye tal ind: make import FILE=… (DRY=1 viser kun, REPLACE=1 fjerner rækker, filen mangler) / take new values in (DRY=1 only shows, REPLACE=1 removes rows the file lacks)
	@$(RUN) barometer import "$(FILE)" $(if $(REPLACE),--replace) $(if $(DRY),--dry-run)

new: install ## lav filerne til noget nyt: make new KIND=trend NAME=… (case, news, page, guide, indicator) / make the files of something new
	@$(RUN) barometer new "$(KIND)" "$(NAME)"

move: install ## flyt en side med links og gamle adresser: make move OLD=trends/x NEW=trends/y / move a page with its links and old addresses
	@$(RUN) barometer move "$(OLD)" "$(NEW)"

delete: install ## slet en side; links og adresser fører til siden over den: make delete PAGE=trends/x / delete a page; links and addresses lead to the one above
	@$(RUN) barometer delete "$(PAGE)"

fix: install ## ret det, der har ét rigtigt svar: mellemrum, tomme linjer, apostroffer, anførselstegn og orden / repair what has one right answer: spaces, empty lines, apostrophes, quotation marks and order
	@$(RUN) barometer fix

schemas: install ## skriv hjælpen til VS Code på ny / write the help for VS Code anew
	@$(RUN) barometer schemas

figures: install ## vis figurer før og efter i figures/: make figures BASE=origin/main / show figures before and after
	@rm -rf .cache/base figures && git worktree prune && git worktree add --quiet --detach .cache/base "$(BASE)"
	@cd .cache/base && PYTHONPATH=hooks "$(CURDIR)/.venv/bin/python" -m barometer build --site site
	@[ -d "$(SITE)" ] || $(RUN) barometer build --site "$(SITE)"
	@$(RUN) barometer figures .cache/base/site "$(SITE)" figures

same: install ## hvilke filer er ikke som i BASE? / which files of the site are not as in BASE: make same BASE=origin/main
	@rm -rf .cache/base && git worktree prune && git worktree add --quiet --detach .cache/base "$(BASE)"
	@cd .cache/base && PYTHONPATH=hooks "$(CURDIR)/.venv/bin/python" -m barometer build --site site
	@$(RUN) barometer build --site "$(SITE)"
	@$(RUN) barometer same .cache/base/site "$(SITE)"

summary: install ## vis, hvad et forslag ændrer: make summary BASE=origin/main / tell what a proposal changes
	@$(RUN) barometer summary --base "$(BASE)"

.PHONY: preview
preview: install
	@$(RUN) barometer summary --base "$(BASE)" --preview "$(SITE)"

bench: tools ## mål bygningen ved siden af andre / measure the build beside others: make bench (BENCH="--sizes 60 600 2000 --large-rounds 5")
	@$(UV) sync --locked --quiet --inexact --group bench
	@$(RUN) python -m benchmarks.draw
	@$(RUN) python -m benchmarks.site $(BENCH)

bench-reader: browser ## mål, hvad en læser betaler / measure what a reader pays, beside Vega-Embed
	@$(UV) sync --locked --quiet --inexact --group bench
	@$(RUN) python -m benchmarks.reader $(BENCH)

.PHONY: faults
faults: tools ## plant alle fejl, og se, hvad der bliver sagt (.cache/faults.md) / plant every fault and see what is told
	@$(RUN) python -m tests.fault_table
