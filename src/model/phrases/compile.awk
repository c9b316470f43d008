# Turns the catalogues (TAG.txt, given as arguments) into C: one table per
# language, its keys in byte order so that they can be searched.
#
#	awk -f compile.awk ar.txt de.txt ... > phrases_data.c

function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function finish(    sort, i) {
	if (tag == "")
		return
	printf "static const struct phrase %s[] = {\n", table(tag)
	fflush()
	sort = "LC_ALL=C sort"
	for (i = 1; i <= count; i++)
		print "\t{" quoted(key[i]) ", " quoted(value[i]) "}," | sort
	close(sort)
	print "};\n"
	tags[++languages] = tag
	counts[languages] = count
	count = 0
}

function table(name) {
	gsub(/-/, "_", name)
	return "phrases_" name
}


BEGIN {
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
		printf "\t{\"%s\", %s, %d},\n", tags[i], table(tags[i]), counts[i]
	print "};"
	printf "const size_t catalogue_count = %d;\n", languages
}
