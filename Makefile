# dialogue-feeds: see README.md.
#
#	make setup feeds      install what is missing, build, publish events/
#	make setup check      the same, then the tests
#	make build/phrases.html  every phrase in use, in every language
#	make check-clients    the feeds as real programs read them
#	make check-system     with cron, systemd's judges and nginx, as root
#	make check-push       feeds/ in real stores and hosts; SHORT=1
#	make check-deb        the packages, as root
#	make check-suites     with other Debians, 32 bits and musl, as root
#	make check-pages      the pages as a browser shows them
#	make check-serve      the preview under browsers, editors and load
#	make check-random     random edits; SECONDS=60, FROM=SEED
#	make check-faults     what goes wrong in a build; FAULTS=all, PARTS=...
#	make bench            how fast it is, against what the machine can do;
#	                      bench-import, bench-large, bench-peers,
#	                      bench-instructions
#	make fuzz             input of any kind; SECONDS=60 for each target
#	make check-threads    records read in several threads
#	make check-valgrind   memcheck, on a part of the tests
#	make check-hostile    records of any kind, COUNT=100000 of them
#	make lint             format, static checks, grammars, manual pages
#	make install          PREFIX, DESTDIR; uninstall
#	make dist             the source, in build/
#	make deb              packages for Debian, in build/deb/
#
# The checks and benches stand in tests/Makefile.
# V=1 shows the commands.
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
GRAMMARDIR = $(PREFIX)/share/dialogue-feeds

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

# The same files and times on systems of 32 bits.
WIDE = -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64

ALL_CFLAGS = -std=c17 -D_GNU_SOURCE $(WIDE) -Isrc \
	$(WARNINGS) $(HARDENING) $(CFLAGS) \
	$(shell pkg-config --cflags $(PACKAGES))
ALL_LDFLAGS = $(HARDENING_LD) $(LDFLAGS)
LIBRARIES = $(shell pkg-config --libs $(PACKAGES))

# All but main.o, so that tests can link them; the preview is a program of its
# own.
SOURCES = $(filter-out src/main.c src/serve/% $(WITHOUT), \
	$(wildcard src/*/*.c))
SERVE_SOURCES = $(wildcard src/serve/*.c)
CATALOGUES = $(sort $(wildcard src/model/phrases/*.txt))
# Files that the programs carry: write/style.css is the array style_css, and
# style_css_size says how long it is.
GRAMMARS = event publisher series text types
EMBEDDED = import/cldr.txt import/windows.txt import/words.txt model/zones.zi \
	serve/preview.css serve/preview.js write/complaints.css write/embed.js \
	write/style.css $(GRAMMARS:%=read/grammar/%.rng)
GENERATED = $(BUILD)/model/phrases_data.c $(EMBEDDED:%=$(BUILD)/%.c)
ALL_OBJECTS = $(patsubst src/%.c,$(BUILD)/%.o,$(SOURCES) $(SERVE_SOURCES)) \
	$(GENERATED:.c=.o)
SERVE_OBJECTS = $(filter $(BUILD)/serve/%,$(ALL_OBJECTS))
OBJECTS = $(filter-out $(BUILD)/serve/%,$(ALL_OBJECTS))

SERVE = 1
SERVE_PROGRAM = $(BUILD)/dialogue-feeds-serve
SERVE_PACKAGES = libmicrohttpd
PROGRAMS = $(PROGRAM) $(if $(filter 0,$(SERVE)),,$(SERVE_PROGRAM))

# A line says what a rule does, "CC base/buf.c"; with V=1, its command does.
ifneq ($(V),1)
say = @echo "$(1) $(2)";
endif

all: $(PROGRAMS)

$(PROGRAM): $(BUILD)/main.o $(OBJECTS)
	$(call say,LD,$@)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)

# It reads no XML.
$(SERVE_PROGRAM): $(SERVE_OBJECTS) $(filter $(addprefix $(BUILD)/, \
		base/% store/% write/complaints.css%), \
		$(filter-out $(BUILD)/base/parser.o,$(OBJECTS)))
	$(call say,LD,$@)$(CC) $(ALL_LDFLAGS) -o $@ $^ -pthread \
		$(shell pkg-config --libs $(SERVE_PACKAGES) libxxhash)

define compile
@mkdir -p $(@D)
$(call say,CC,$*.c)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
endef

$(BUILD)/%.o: src/%.c Makefile
	$(compile)

$(BUILD)/%.o: $(BUILD)/%.c Makefile
	$(compile)

$(EMBEDDED:%=$(BUILD)/%.c): $(BUILD)/%.c: src/% Makefile
	@mkdir -p $(@D)
	$(call say,EMBED,$*)name=$(subst .,_,$(*F)) && { \
		echo "extern const char $$name[];"; \
		echo "extern const int $${name}_size;"; \
		echo "const char $$name[] = {"; \
		od -A n -v -t x1 $< | sed "s/[0-9a-f][0-9a-f]/'\\\\x&',/g"; \
		echo "};"; \
		echo "const int $${name}_size = sizeof($$name);"; \
	} >$@.new && mv $@.new $@

$(BUILD)/model/phrases_data.c: src/model/phrases/compile.awk $(CATALOGUES)
	@mkdir -p $(@D)
	$(call say,AWK,model/phrases)awk -f $< $(CATALOGUES) >$@.new && \
		mv $@.new $@

# Packages of Debian 12; elsewhere they are named.
setup:
	.ci/setup build

# `make -j setup feeds`: nothing is compiled before all is installed.
ifneq (,$(filter setup,$(MAKECMDGOALS)))
$(BUILD)/main.o $(ALL_OBJECTS): | setup
endif

# The example site, under a fixed clock, that of the release that it starts from:
# events/ and what feeds/ledger/ remembers decide over the committed bytes.
EPOCH = 1769684400

feeds: $(PROGRAMS)
	@SOURCE_DATE_EPOCH=$(EPOCH) $(PROGRAM) build
	@echo "feeds/: $$(find feeds -type f | wc -l) files, calendars in" \
		"$$(ls feeds/*/calendar.ics | wc -l) languages, from events/"
	@echo "next: open feeds/index.html$(if $(filter 0,$(SERVE)),,, or:\
		$(PROGRAM) serve)"

include tests/Makefile

MANUAL = $(notdir $(wildcard src/man/*.[157]))
# Where manual pages say that things are.
PLACES = s,/usr/local/lib/systemd/system,$(UNITDIR),; \
	s,/usr/local/share/doc/dialogue-feeds/examples,$(EXAMPLEDIR),

install: $(PROGRAMS)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
		$(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 \
		$(DESTDIR)$(COMPLETIONDIR)
	install -m 755 $(PROGRAM) $(DESTDIR)$(BINDIR)/dialogue-feeds
	[ $(SERVE) = 0 ] || install -m 755 $(SERVE_PROGRAM) \
		$(DESTDIR)$(BINDIR)/dialogue-feeds-serve
	for page in $(MANUAL); do \
		sed '$(PLACES)' src/man/$$page >$(BUILD)/$$page && \
		install -m 644 $(BUILD)/$$page \
			$(DESTDIR)$(MANDIR)/man$${page##*.} || exit 1; \
	done
	install -m 644 src/completion/dialogue-feeds.bash \
		$(DESTDIR)$(COMPLETIONDIR)/dialogue-feeds
	install -d $(DESTDIR)$(UNITDIR) $(DESTDIR)$(SYSUSERSDIR) \
		$(DESTDIR)$(EXAMPLEDIR) $(DESTDIR)$(GRAMMARDIR)
	install -m 644 src/read/grammar/* $(DESTDIR)$(GRAMMARDIR)
	install -m 644 src/system/dialogue-feeds.sysusers \
		$(DESTDIR)$(SYSUSERSDIR)/dialogue-feeds.conf
	install -m 644 src/system/dialogue-feeds@.timer $(DESTDIR)$(UNITDIR)
	install -m 644 src/system/nginx.conf src/system/mail.conf \
		src/system/dialogue-feeds-mail@.service \
		src/system/pre-commit src/system/github.yml \
		src/system/gitlab-ci.yml \
		src/system/push.conf src/system/varnish.vcl \
		src/system/dialogue-feeds-push@.service \
		src/system/dialogue-feeds-push@.timer $(DESTDIR)$(EXAMPLEDIR)
	install -m 755 src/system/push $(DESTDIR)$(EXAMPLEDIR)
	sed 's,@BINDIR@,$(BINDIR),' src/system/dialogue-feeds@.service \
		>$(DESTDIR)$(UNITDIR)/dialogue-feeds@.service
	sed 's,@BINDIR@,$(BINDIR),' src/system/crontab \
		>$(DESTDIR)$(EXAMPLEDIR)/crontab
	chmod 644 $(DESTDIR)$(UNITDIR)/dialogue-feeds@.service \
		$(DESTDIR)$(EXAMPLEDIR)/crontab

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/dialogue-feeds \
		$(DESTDIR)$(BINDIR)/dialogue-feeds-serve \
		$(foreach page,$(MANUAL), \
			$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(page)) \
		$(DESTDIR)$(COMPLETIONDIR)/dialogue-feeds \
		$(DESTDIR)$(SYSUSERSDIR)/dialogue-feeds.conf \
		$(DESTDIR)$(UNITDIR)/dialogue-feeds@.service \
		$(DESTDIR)$(UNITDIR)/dialogue-feeds@.timer
	rm -rf $(DESTDIR)$(EXAMPLEDIR) $(DESTDIR)$(GRAMMARDIR)

# What is committed, under the time of the last commit: the same bytes each time.
VERSION = $(shell sed -n 's/.*define VERSION "\(.*\)"/\1/p' src/base/version.h)
SOURCE = dialogue-feeds-$(VERSION)

dist:
	@mkdir -p build
	git archive --prefix=$(SOURCE)/ HEAD | xz >build/$(SOURCE).tar.xz

DEB = build/deb

deb: dist
	rm -rf $(DEB)
	mkdir -p $(DEB)
	tar -C $(DEB) -xJf build/$(SOURCE).tar.xz
	cp -R src/system/debian $(DEB)/$(SOURCE)
	sed "s/@VERSION@/$(VERSION)/; \
		s/@DATE@/$$(TZ=UTC git log -1 --date=rfc-local --format=%cd)/" \
		src/system/debian/changelog.in \
		>$(DEB)/$(SOURCE)/debian/changelog
	rm $(DEB)/$(SOURCE)/debian/changelog.in
	cd $(DEB)/$(SOURCE) && env -u MAKEFLAGS -u MAKELEVEL \
		dpkg-buildpackage -b -us -uc

clean:
	rm -rf build

-include $(ALL_OBJECTS:.o=.d) $(BUILD)/main.d $(UNIT_TESTS:=.d)

.PHONY: all setup feeds install uninstall dist deb clean
