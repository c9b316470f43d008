# Turns the catalogues (TAG.txt, given as arguments) into C: for each language
# its phrases, and slots of a hash table that tell where a key is among them.
#
#	awk -f compile.awk ar.txt de.txt ... > phrases_data.c

function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

# As first_slot() in model/phrases.c counts it.
function first_slot(key,    i, hash) {
	hash = 0
	for (i = 1; i <= length(key); i++)
		hash = (hash * 31 + code[substr(key, i, 1)]) % 4294967296
	return hash % SLOTS
}

# Twice as many slots as phrases at least, so that few are passed.
function put_slots(    i, slot, at) {
	if (2 * count > SLOTS) {
		print "compile.awk: " tag " needs more slots" > "/dev/stderr"
		failed = 1
		exit 1
	}
	for (i = 1; i <= count; i++) {
		for (slot = first_slot(key[i]); slot in at;)
			slot = (slot + 1) % SLOTS
		at[slot] = i
	}
	printf "static const uint16_t slots_%s[%d] = {\n", table(tag), SLOTS
	for (slot = 0; slot < SLOTS; slot++)
		if (slot in at)
			printf "\t[%d] = %d,\n", slot, at[slot]
	print "};\n"
}

function finish(    i) {
	if (tag == "")
		return
	printf "static const struct phrase phrases_%s[] = {\n", table(tag)
	for (i = 1; i <= count; i++)
		print "\t{" quoted(key[i]) ", " quoted(value[i]) "},"
	print "};\n"
	put_slots()
	tags[++languages] = tag
	counts[languages] = count
	count = 0
}

function table(name) {
	gsub(/-/, "_", name)
	return name
}

BEGIN {
	SLOTS = 2048
	for (i = 1; i < 128; i++)
		code[sprintf("%c", i)] = i
	print "/* Made by compile.awk from src/model/phrases; do not edit. */"
	print "#include \"model/phrases.h\"\n"
}

FNR == 1 {
	finish()
	tag = FILENAME
	sub(/.*\//, "", tag)
	sub(/\.txt$/, "", tag)
}

/^#/ || /^$/ { next }

{
	at = index($0, " = ")
	if (at == 0) {
		printf "%s:%d: no ' = '\n", FILENAME, FNR > "/dev/stderr"
		failed = 1
		exit 1
	}
	count++
	key[count] = substr($0, 1, at - 1)
	value[count] = substr($0, at + 3)
	if (value[count] ~ /^".*"$/)
		value[count] = substr(value[count], 2, length(value[count]) - 2)
}

END {
	if (failed)
		exit 1
	finish()
	print "const struct catalogue catalogues[] = {"
	for (i = 1; i <= languages; i++)
		printf "\t{\"%s\", phrases_%s, %d, slots_%s, %d},\n", tags[i],
			table(tags[i]), counts[i], table(tags[i]), SLOTS
	print "};"
	printf "const size_t catalogue_count = %d;\n", languages
}
