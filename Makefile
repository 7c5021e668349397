# The front doors. Each installs what it needs on Debian 12 (docs/dependencies.md); HACKING.md shows the daily work.
PORT ?= 8000
FUZZ_SECONDS ?= 60
JOBS ?= $(shell nproc)

.DEFAULT_GOAL := help
.PHONY: help run test bench fuzz lint format clean

help:
	@echo 'make run    build the example and serve it: http://127.0.0.1:$(PORT)/docs   (PORT=8000)'
	@echo 'make test   build and run every test (clang++, g++ with ASan and UBSan, clang++ with TSan)'
	@echo 'make bench  build and run the benchmarks; the figures go to build/bench/report.json'
	@echo 'make fuzz   run every fuzz target under ASan and UBSan   (FUZZ_SECONDS=60 for each)'
	@echo 'make lint   clang-tidy over the sources'
	@echo 'make format clang-format over all C++ files'
	@echo 'make clean  remove build/'

run:
	@scripts/install_dependencies.sh build
	@cmake --preset release --log-level=NOTICE > /dev/null
	@cmake --build build/release --target backend -j $(JOBS)
	@exec build/release/bin/backend run --port $(PORT)

test:
	@scripts/install_dependencies.sh test
	@python3 scripts/run_tests.py --jobs $(JOBS)

bench:
	@scripts/install_dependencies.sh bench
	@cmake --preset release -DTALARIA_BUILD_BENCH=ON --log-level=NOTICE > /dev/null
	@cmake --build build/release -j $(JOBS)
	@bench/install_peers.sh
	@python3 bench/run.py --build build/release --out build/bench

fuzz:
	@scripts/install_dependencies.sh test
	@cmake --preset fuzz --log-level=NOTICE > /dev/null
	@cmake --build build/fuzz -j $(JOBS)
	@python3 scripts/run_fuzzers.py --seconds $(FUZZ_SECONDS)

lint:
	@scripts/install_dependencies.sh lint
	@cmake --preset dev --log-level=NOTICE > /dev/null
	@cmake --build build/dev --target tidy

format:
	@git ls-files -co --exclude-standard '*.cpp' '*.hpp' | xargs clang-format-19 -i

clean:
	rm -rf build
