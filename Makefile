# dialogue-feeds: see README.md.
#
#	make setup feeds      install what is missing, build, publish events/
#	make setup check      the same, then the tests
#	make check-clients    the feeds as real programs read them
#	make check-serve      the preview under browsers, editors and load
#	make check-random     random edits; SECONDS=60, FROM=SEED
#	make bench            how fast it is, against what the machine can do;
#	                      bench-large, bench-peers, bench-instructions
#	make lint             format, static checks, grammars, manual pages
#	make install          PREFIX, DESTDIR
#
# SAN=1 builds with sanitizers, beside the ordinary program, in build/san/.
# SERVE=0 leaves the preview out, and libmicrohttpd with it.

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
COMPLETIONDIR = $(PREFIX)/share/bash-completion/completions

BUILD = build
PROGRAM = $(BUILD)/dialogue-feeds
PACKAGES = libical libxml-2.0 libxxhash

CFLAGS = -O2 -g
HARDENING = -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE \
	-D_FORTIFY_SOURCE=2
HARDENING_LD = -pie -Wl,-z,relro,-z,now
ifdef SAN
BUILD = build/san
CFLAGS = -O1 -g -fno-omit-frame-pointer
HARDENING = -fsanitize=address,undefined -fno-sanitize-recover=undefined
HARDENING_LD = -fsanitize=address,undefined
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
SOURCES = $(filter-out src/main.c src/serve/%,$(wildcard src/*/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/model/phrases_data.o \
	$(BUILD)/prove/grammar_data.o $(BUILD)/write/complaints_css.o
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

$(BUILD)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -MMD -MP -o $@ $< $(OBJECTS) \
		$(LIBRARIES) -lcmocka

# Loaded in front of the libraries, so it is built without sanitizers.
build/spoil.so: tests/sabotage/spoil.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) -O1 -fPIC -shared -o $@ $< \
		$(shell pkg-config --cflags libical libxml-2.0)

-include $(OBJECTS:.o=.d) $(SERVE_OBJECTS:.o=.d) $(BUILD)/main.d $(UNIT_TESTS:=.d)

# Packages of Debian 12; elsewhere they are named.
setup:
	.ci/setup build

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

check: $(PROGRAMS) $(UNIT_TESTS) build/spoil.so
	PROGRAM=$(PROGRAM) UNIT=$(BUILD)/unit EPOCH=$(EPOCH) tests/run

check-clients: $(PROGRAM)
	tests/clients/setup
	PROGRAM=$(PROGRAM) tests/clients/run

check-serve: $(PROGRAMS)
	tests/serve/setup
	PROGRAM=$(PROGRAM) tests/serve/run

SECONDS = 60

check-random: $(PROGRAM)
	PROGRAM=$(PROGRAM) tests/random/run --seconds $(SECONDS) \
		$(if $(FROM),--from $(FROM))

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

lint: $(BUILD)/model/phrases_data.c
	clang-format --dry-run -Werror \
		$$(find src tests -name '*.[ch]')
	printf '%s\n' $(SOURCES) $(SERVE_SOURCES) src/main.c | xargs -P 4 -n 4 sh -c \
		'clang-tidy --quiet "$$@" -- $(ALL_CFLAGS) 2>/dev/null' tidy
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

clean:
	rm -rf build

.PHONY: all setup feeds check check-clients check-serve check-random bench bench-large \
	bench-peers bench-instructions lint grammars install clean
