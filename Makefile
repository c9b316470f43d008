# dialogue-feeds: see README.md.  `make help` lists what there is to make.

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
COMPLETIONDIR = $(PREFIX)/share/bash-completion/completions

VERSION = 0.1.0
PROGRAM = build/dialogue-feeds
PACKAGES = libical libxml-2.0 libxxhash

CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes \
	-Wstrict-prototypes -Wformat=2 -Wno-missing-field-initializers
HARDENING = -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE \
	-D_FORTIFY_SOURCE=2
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Isrc \
	$(WARNINGS) $(HARDENING) $(CFLAGS) \
	$(shell pkg-config --cflags $(PACKAGES))
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS)
LIBRARIES = $(shell pkg-config --libs $(PACKAGES)) -lpthread

# SAN=1 builds beside the ordinary program, with sanitizers.
ifdef SAN
BUILD = build/san
CFLAGS = -O1 -g -fno-omit-frame-pointer
HARDENING = -fsanitize=address,undefined -fno-sanitize-recover=undefined
ALL_LDFLAGS = -fsanitize=address,undefined
PROGRAM = build/san/dialogue-feeds
else
BUILD = build
endif
ifdef CI
WARNINGS += -Werror
endif

# All but main.o, so that tests can link them.
SOURCES = $(filter-out src/main.c,$(wildcard src/*/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/model/phrases_data.o
CATALOGUES = $(sort $(wildcard src/model/phrases/*.txt))

all: $(PROGRAM)

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

-include $(OBJECTS:.o=.d) $(BUILD)/main.d

# The example site, from nothing and under a fixed clock, so that events/ alone
# decides over the committed bytes.  What stands is replaced at the end.
EPOCH = 1769904000

feeds: $(PROGRAM)
	rm -rf build/site
	mkdir -p build/site
	cp -R events build/site
	SOURCE_DATE_EPOCH=$(EPOCH) $(PROGRAM) -C build/site build
	rm -rf feeds
	mv build/site/feeds feeds

clean:
	rm -rf build

.PHONY: all feeds clean
