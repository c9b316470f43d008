# dialogue-feeds: see README.md.
#
#	make setup feeds      install what is missing, build, publish events/
#	make setup check      the same, then the tests
#	make check-clients    the feeds as real programs read them
#	make check-system     with cron, systemd's judges and nginx, as root
#	make check-pages      the pages as a browser shows them
#	make check-serve      the preview under browsers, editors and load
#	make check-random     random edits; SECONDS=60, FROM=SEED
#	make check-faults     what goes wrong in a build; FAULTS=all, PARTS=...
#	make bench            how fast it is, against what the machine can do;
#	                      bench-large, bench-peers, bench-instructions
#	make fuzz             input of any kind; SECONDS=60 for each target
#	make check-threads    records read in several threads
#	make check-valgrind   memcheck, on a part of the tests
#	make check-hostile    records of any kind, COUNT=100000 of them
#	make lint             format, static checks, grammars, manual pages
#	make install          PREFIX, DESTDIR
#
# SAN=1 builds with sanitizers, beside the ordinary program, in build/san/;
# SAN=thread with that for threads.
# AFL=1 fuzzes with AFL++ instead of libFuzzer.
# SERVE=0 leaves the preview out, and libmicrohttpd with it.

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
COMPLETIONDIR = $(PREFIX)/share/bash-completion/completions
UNITDIR = $(PREFIX)/lib/systemd/system
SYSUSERSDIR = $(PREFIX)/lib/sysusers.d
EXAMPLEDIR = $(PREFIX)/share/doc/dialogue-feeds/examples

BUILD = build
PROGRAM = $(BUILD)/dialogue-feeds
PACKAGES = libical libxml-2.0 libxxhash libqrencode

CFLAGS = -O2 -g
HARDENING = -fPIE -fstack-protector-strong -fstack-clash-protection \
	$(HARDENING_CPU) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
HARDENING_CPU = $(if $(filter x86_64,$(shell uname -m)),-fcf-protection)
HARDENING_LD = -pie -Wl,-z,relro,-z,now,-z,noexecstack
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=undefined
ifdef SAN
ifeq ($(SAN),thread)
BUILD = build/san-thread
SANITIZERS = -fsanitize=thread
# The sanitizer stands in front of the C library itself.
WITHOUT = src/base/malloc.c
else
BUILD = build/san
endif
CFLAGS = -O1 -g -fno-omit-frame-pointer
HARDENING = $(SANITIZERS)
HARDENING_LD = $(SANITIZERS)
endif
# What `make fuzz` builds: FUZZ is libfuzzer or afl.
ifdef FUZZ
BUILD = build/$(FUZZ)
CFLAGS = -O1 -g -fno-omit-frame-pointer
HARDENING = $(SANITIZERS) $(if $(filter libfuzzer,$(FUZZ)),\
	-fsanitize=fuzzer-no-link)
HARDENING_LD = $(SANITIZERS)
CC = $(if $(filter libfuzzer,$(FUZZ)),clang,afl-clang-fast)
# clang's sanitizers have to stand in front of the C library themselves.
WITHOUT = src/base/malloc.c
endif

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes \
	-Wstrict-prototypes -Wformat=2 -Wno-missing-field-initializers
ifdef CI
WARNINGS += -Werror
endif

ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Isrc \
	$(WARNINGS) $(HARDENING) $(CFLAGS) \
	$(shell pkg-config --cflags $(PACKAGES))
ALL_LDFLAGS = $(HARDENING_LD) $(LDFLAGS)
LIBRARIES = $(shell pkg-config --libs $(PACKAGES))

# All but main.o, so that tests can link them.
SOURCES = $(filter-out src/main.c src/serve/% $(WITHOUT), \
	$(wildcard src/*/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/model/phrases_data.o \
	$(BUILD)/prove/grammar_data.o $(BUILD)/write/style_data.o \
	$(BUILD)/write/complaints_css.o
CATALOGUES = $(sort $(wildcard src/model/phrases/*.txt))
GRAMMARS = read/grammar/publisher read/grammar/series read/grammar/event \
	read/grammar/text prove/grammar/atom
UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%, \
	$(wildcard tests/unit/*_test.c))

# The preview is a program of its own.
SERVE = 1
SERVE_PROGRAM = $(BUILD)/dialogue-feeds-serve
SERVE_PACKAGES = libmicrohttpd zlib
SERVE_SOURCES = $(wildcard src/serve/*.c)
SERVE_OBJECTS = $(SERVE_SOURCES:src/%.c=$(BUILD)/%.o) \
	$(BUILD)/serve/preview_js.o $(BUILD)/serve/preview_css.o
ifneq ($(SERVE),0)
PROGRAMS = $(PROGRAM) $(SERVE_PROGRAM)
else
PROGRAMS = $(PROGRAM)
endif

all: $(PROGRAMS)

$(SERVE_PROGRAM): $(SERVE_OBJECTS) $(filter $(addprefix $(BUILD)/, \
		base/% store/% write/complaints%),$(OBJECTS))
	$(CC) $(ALL_LDFLAGS) -o $@ $^ -pthread \
		$(shell pkg-config --libs $(SERVE_PACKAGES) libxxhash)

$(BUILD)/serve/preview_%.o: $(BUILD)/serve/preview_%.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# Or make would take them away behind the last line of the tests.
.SECONDARY: $(BUILD)/serve/preview_js.c $(BUILD)/serve/preview_css.c

$(BUILD)/serve/preview_%.c: src/serve/preview.%
	$(call embed,preview_$*)

$(PROGRAM): $(BUILD)/main.o $(OBJECTS)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)

$(BUILD)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/model/phrases_data.o: $(BUILD)/model/phrases_data.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/model/phrases_data.c: src/model/phrases/compile.awk $(CATALOGUES)
	@mkdir -p $(@D)
	awk -f $< $(CATALOGUES) >$@.new
	mv $@.new $@

$(BUILD)/prove/grammar_data.o: $(BUILD)/prove/grammar_data.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# A file as an array: $(call embed,NAME) makes NAME and NAME_size.
define embed
@mkdir -p $(@D)
{ echo 'extern const char $(1)[];'; \
	echo 'extern const int $(1)_size;'; \
	echo 'const char $(1)[] = {'; \
	od -A n -v -t u1 $< | sed 's/[0-9][0-9]*/&,/g'; \
	echo '};'; \
	echo 'const int $(1)_size = sizeof($(1));'; \
} >$@.new
mv $@.new $@
endef

$(BUILD)/prove/grammar_data.c: src/prove/grammar/atom.rng
	$(call embed,grammar_atom)

$(BUILD)/write/complaints_css.o: $(BUILD)/write/complaints_css.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/write/complaints_css.c: src/write/complaints.css
	$(call embed,complaints_css)

$(BUILD)/write/style_data.o: $(BUILD)/write/style_data.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/write/style_data.c: src/write/style.css
	@mkdir -p $(@D)
	{ echo '#include "write/stylesheet.h"'; \
		echo 'const char stylesheet[] = {'; \
		od -A n -v -t u1 $< | sed 's/[0-9][0-9]*/&,/g'; \
		echo '};'; \
		echo 'const int stylesheet_size = sizeof(stylesheet);'; \
	} >$@.new
	mv $@.new $@

$(BUILD)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -MMD -MP -o $@ $< $(OBJECTS) \
		$(LIBRARIES) -lcmocka

# Each target of tests/fuzz/ with a main; that of libFuzzer comes with it.
TARGETS = archive build calendar contentline index json ledger record tzif value
TARGET_MAIN = $(if $(filter libfuzzer,$(FUZZ)),-fsanitize=fuzzer,\
	tests/fuzz/main.c)

$(BUILD)/fuzz/%: tests/fuzz/%.c tests/fuzz/main.c tests/fuzz/target.c \
		tests/fuzz/target.h $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< tests/fuzz/target.c \
		$(TARGET_MAIN) $(OBJECTS) $(LIBRARIES)

targets: $(TARGETS:%=$(BUILD)/fuzz/%)

canary: $(BUILD)/fuzz/canary

# The program with a writer that goes wrong.
SPOILT = $(BUILD)/spoilt
$(SPOILT): tests/sabotage/spoil.c $(BUILD)/main.o $(OBJECTS)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES) \
		-Wl,--wrap=markup_text -Wl,--wrap=contentline_put_text

# Loaded in front of the C library, so it is built without sanitizers.
build/opened.so: tests/random/opened.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) -O1 -fPIC -shared -o $@ $<

-include $(OBJECTS:.o=.d) $(SERVE_OBJECTS:.o=.d) $(BUILD)/main.d \
	$(UNIT_TESTS:=.d)

# Packages of Debian 12; elsewhere they are named.
setup:
	.ci/setup build

# `make -j setup feeds`: nothing is compiled before all is installed.
ifneq (,$(filter setup,$(MAKECMDGOALS)))
.NOTPARALLEL:
endif

# The example site, from nothing and under a fixed clock, so that events/ alone
# decides over the committed bytes.  What stands is replaced at the end.
EPOCH = 1769904000

feeds: $(PROGRAM)
	rm -rf $(BUILD)/site
	mkdir -p $(BUILD)/site
	cp -R events $(BUILD)/site
	SOURCE_DATE_EPOCH=$(EPOCH) $(PROGRAM) -C $(BUILD)/site build
	rm -rf feeds
	mv $(BUILD)/site/feeds feeds

check: $(PROGRAMS) $(UNIT_TESTS) targets $(SPOILT)
	PROGRAM=$(PROGRAM) SPOILT=$(SPOILT) UNIT=$(BUILD)/unit FUZZ=$(BUILD)/fuzz \
		EPOCH=$(EPOCH) tests/run

check-clients: $(PROGRAM)
	tests/clients/setup
	PROGRAM=$(PROGRAM) tests/clients/run

check-system: $(PROGRAM)
	tests/system/setup
	PROGRAM=$(PROGRAM) tests/system/run

check-pages: $(PROGRAM)
	tests/pages/setup
	PROGRAM=$(PROGRAM) tests/pages/run

check-serve: $(PROGRAMS)
	tests/serve/setup
	PROGRAM=$(PROGRAM) tests/serve/run

SECONDS = 60

check-random: $(PROGRAM) build/opened.so
	PROGRAM=$(PROGRAM) tests/random/run --seconds $(SECONDS) \
		$(if $(FROM),--from $(FROM))

# As root: some parts mount file systems.
FAULT_TOOLS = $(addprefix build/faults/,fault starve.so)

check-faults: $(PROGRAM) $(FAULT_TOOLS)
	tests/faults/setup
	PROGRAM=$(PROGRAM) tests/faults/run $(PARTS)

build/faults/fault: tests/faults/fault.c build/faults/fault_names.h
	$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) -O2 -g -Ibuild/faults \
		-o $@ $<

build/faults/starve.so: tests/faults/starve.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(filter-out -Wpedantic,$(WARNINGS)) -O2 \
		-fPIC -shared -o $@ $<

build/faults/fault_names.h:
	@mkdir -p $(@D)
	echo '#include <sys/syscall.h>' | $(CC) -E -dM - | sed -n \
		's/^#define __NR_\([a-z0-9_]*\) \([0-9]*\)$$/[\2] = "\1",/p' >$@

FUZZER = $(if $(AFL),afl,libfuzzer)

fuzz: $(PROGRAM)
	tests/fuzz/setup $(FUZZER)
	+$(MAKE) FUZZ=$(FUZZER) targets canary
	TARGETS="$(TARGETS)" PROGRAM=$(PROGRAM) \
		tests/fuzz/run $(FUZZER) $(SECONDS)

check-valgrind: $(PROGRAM) $(UNIT_TESTS) targets
	tests/bench/setup valgrind
	PROGRAM=$(PROGRAM) UNIT=$(BUILD)/unit FUZZ=$(BUILD)/fuzz tests/valgrind

# Records of any kind, many at a time, and what is as large as it can be.
COUNT = 100000

check-hostile: $(PROGRAM)
	tests/hostile/setup
	+$(MAKE) SAN=1 all
	PROGRAM=$(PROGRAM) tests/hostile/limits
	PROGRAM=build/san/dialogue-feeds tests/hostile/records $(COUNT)

check-threads: build/bench/site
	+$(MAKE) SAN=thread build/san-thread/dialogue-feeds
	tests/threads

# Not part of any check: BENCH="1000 10000" chooses the numbers of events.
bench: $(PROGRAM) build/bench/site build/bench/yard
	PROGRAM=$(PROGRAM) tests/bench/run

bench-large: $(PROGRAM) build/bench/site build/bench/yard
	PROGRAM=$(PROGRAM) BENCH=1000000 tests/bench/run

bench-peers: $(PROGRAM) build/bench/site build/bench/yard
	tests/bench/setup
	PROGRAM=$(PROGRAM) tests/bench/peers/run

bench-instructions: $(PROGRAM) build/bench/site
	tests/bench/setup valgrind
	PROGRAM=$(PROGRAM) tests/bench/count-instructions

SITE_SOURCES = $(addprefix tests/bench/,site.c meeting.c records.c)

build/bench/site: $(SITE_SOURCES) $(wildcard tests/bench/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) -O2 -g -o $@ $(SITE_SOURCES)

build/bench/yard: tests/bench/yard.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) -O2 -g -o $@ $<

# The analyser of clang-tidy spends most of its time on functions that it gives
# up in the end; here it does so after a third of the usual number of steps.
ANALYSER = -Xclang -analyzer-config -Xclang max-nodes=75000

lint: $(BUILD)/model/phrases_data.c
	clang-format --dry-run -Werror \
		$$(find src tests -name '*.[ch]')
	printf '%s\n' $(SOURCES) $(SERVE_SOURCES) src/main.c | xargs -P 4 -n 4 sh -c \
		'clang-tidy --quiet "$$@" -- $(ALL_CFLAGS) $(ANALYSER) \
		2>/dev/null' tidy
	printf '%s\n' $(SOURCES) src/main.c | xargs -P 4 -n 1 \
		gcc $(ALL_CFLAGS) -O1 -fanalyzer -Werror -c -o /dev/null
	cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 \
		--enable=warning,performance,portability \
		--suppress=missingIncludeSystem -Isrc -D_GNU_SOURCE src
	for grammar in $(GRAMMARS); do \
		trang src/$$grammar.rnc $(BUILD)/$$(basename $$grammar).rng && \
		cmp $(BUILD)/$$(basename $$grammar).rng src/$$grammar.rng || \
		exit 1; \
	done
	mandoc -Tlint -Wwarning src/man/dialogue-feeds.[157]
	bash -n src/completion/dialogue-feeds.bash

grammars:
	for grammar in $(GRAMMARS); do \
		trang src/$$grammar.rnc src/$$grammar.rng || exit 1; \
	done

install: $(PROGRAMS)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
		$(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 \
		$(DESTDIR)$(COMPLETIONDIR)
	install -m 755 $(PROGRAM) $(DESTDIR)$(BINDIR)/dialogue-feeds
	[ $(SERVE) = 0 ] || install -m 755 $(SERVE_PROGRAM) \
		$(DESTDIR)$(BINDIR)/dialogue-feeds-serve
	install -m 644 src/man/dialogue-feeds.1 $(DESTDIR)$(MANDIR)/man1
	install -m 644 src/man/dialogue-feeds.5 $(DESTDIR)$(MANDIR)/man5
	install -m 644 src/man/dialogue-feeds.7 $(DESTDIR)$(MANDIR)/man7
	install -m 644 src/completion/dialogue-feeds.bash \
		$(DESTDIR)$(COMPLETIONDIR)/dialogue-feeds
	install -d $(DESTDIR)$(UNITDIR) $(DESTDIR)$(SYSUSERSDIR) \
		$(DESTDIR)$(EXAMPLEDIR)
	install -m 644 src/system/dialogue-feeds.sysusers \
		$(DESTDIR)$(SYSUSERSDIR)/dialogue-feeds.conf
	install -m 644 src/system/dialogue-feeds@.timer $(DESTDIR)$(UNITDIR)
	install -m 644 src/system/nginx.conf src/system/mail.conf \
		src/system/dialogue-feeds-mail@.service $(DESTDIR)$(EXAMPLEDIR)
	sed 's,@BINDIR@,$(BINDIR),' src/system/dialogue-feeds@.service \
		>$(DESTDIR)$(UNITDIR)/dialogue-feeds@.service
	sed 's,@BINDIR@,$(BINDIR),' src/system/crontab \
		>$(DESTDIR)$(EXAMPLEDIR)/crontab
	chmod 644 $(DESTDIR)$(UNITDIR)/dialogue-feeds@.service \
		$(DESTDIR)$(EXAMPLEDIR)/crontab

clean:
	rm -rf build

.PHONY: all setup feeds targets canary check check-clients check-system \
	check-pages check-serve check-random check-faults fuzz \
	check-valgrind check-threads check-hostile bench bench-large bench-peers \
	bench-instructions lint grammars install clean
