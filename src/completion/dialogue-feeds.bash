# Completion of dialogue-feeds(1) for bash.

# The folder of the site: behind -C, or the current one.
_dialogue_feeds_site()
{
	local i site=.

	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-C)
			site=${COMP_WORDS[++i]}
			;;
		-C?*)
			site=${COMP_WORDS[i]#-C}
			;;
		-*) ;;
		*)
			break
			;;
		esac
	done
	case $site in
	\~ | \~/*)
		site=$HOME${site#\~}
		;;
	esac
	printf '%s\n' "$site"
}

# The command among the words in front of the cursor; nothing when there is
# none yet.
_dialogue_feeds_command()
{
	local i

	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-C)
			((i++))
			;;
		-*) ;;
		*)
			printf '%s\n' "${COMP_WORDS[i]}"
			return
			;;
		esac
	done
}

# Languages of the site, as its publisher.xml gives them.
_dialogue_feeds_languages()
{
	sed -n 's/.*<language[[:space:]]\{1,\}tag=["'\'']\([A-Za-z0-9-]*\)["'\''].*/\1/p' \
		"$1/events/publisher.xml" 2>/dev/null
}

# SERIES/EVENT as far as it is typed: first the series, then its events.
_dialogue_feeds_events()
{
	local site=$1 current=$2 path

	if [[ $current == */* ]]; then
		for path in "$site/events/${current%%/*}"/*/; do
			[[ -d $path ]] || continue
			path=${path%/}
			printf '%s\n' "${path#"$site/events/"}"
		done
	else
		for path in "$site/events"/*/; do
			[[ -d $path ]] || continue
			path=${path%/}
			printf '%s/\n' "${path##*/}"
		done
	fi
}

# Files and folders of the site, as `check` takes them.
_dialogue_feeds_paths()
{
	local site=$1 current=$2 path

	(
		cd "$site" 2>/dev/null || exit
		compgen -f -- "$current"
	) | while IFS= read -r path; do
		if [[ -d $site/$path || ($path == /* && -d $path) ]]; then
			path+=/
		fi
		printf '%s\n' "$path"
	done
}

# Offer the lines that start with what is typed.  Names of folders may come
# from strangers: `compgen -W` would run what stands in them.
_dialogue_feeds_offer()
{
	local word

	while IFS= read -r word; do
		[[ -n $word && $word == "$1"* ]] && COMPREPLY+=("$word")
	done <<<"$2"
}

_dialogue_feeds()
{
	local current=${COMP_WORDS[COMP_CWORD]}
	local previous=${COMP_WORDS[COMP_CWORD - 1]}
	local command site words

	COMPREPLY=()
	command=$(_dialogue_feeds_command)
	site=$(_dialogue_feeds_site)
	if [[ -z $command && $previous == -C ]]; then
		mapfile -t COMPREPLY < <(compgen -d -- "$current")
		compopt -o filenames 2>/dev/null
		return
	fi
	case $command:$previous in
	new:--text | import:--text | list:--todo | move:--text | postpone:--text | cancel:--text)
		words=$(_dialogue_feeds_languages "$site")
		;;
	:*)
		words=$'init\nnew\nimport\ncheck\nbuild\nlist\nserve\nmove\npostpone\ncancel\nrename\nwithdraw\nconfirm\nstrike\n-C\n--help\n--version'
		;;
	new:*)
		if [[ $current == -* ]]; then
			words=--text
		else
			words=$(_dialogue_feeds_events "$site" "$current")
			[[ $current == */* ]] ||
				compopt -o nospace 2>/dev/null
		fi
		;;
	import:*)
		if [[ $current == -* ]]; then
			words=$'-n\n--json\n--update\n--text'
		elif [[ $previous == */* || -d $site/events/$previous ]]; then
			mapfile -t COMPREPLY < <(compgen -f -- "$current")
			compopt -o filenames 2>/dev/null
			return
		else
			words=$(_dialogue_feeds_events "$site" "$current")
			[[ $current == */* ]] ||
				compopt -o nospace 2>/dev/null
		fi
		;;
	move:--to | move:--why | postpone:--why | cancel:--why) ;;
	move:* | postpone:* | cancel:* | rename:* | withdraw:* | confirm:* | strike:*)
		if [[ $current == -* ]]; then
			case $command in
			move)
				words=$'--to\n--text\n--why'
				;;
			postpone | cancel)
				words=$'--text\n--why'
				;;
			esac
		else
			words=$(_dialogue_feeds_events "$site" "$current")
			[[ $current == */* ]] ||
				compopt -o nospace 2>/dev/null
		fi
		;;
	check:*)
		words=$(_dialogue_feeds_paths "$site" "$current")
		[[ $current != -* ]] || words=--html
		compopt -o filenames -o nospace 2>/dev/null
		;;
	build:*)
		words=$'-n\n-v\n-j\n--cron\n--json\n--next\n--until\n--recover\n--plan\n--no-proof\n--forget'
		;;
	list:*)
		words=$'--json\n--html\n--todo'
		;;
	serve:--port) ;;
	serve:--listen)
		words=$'127.0.0.1\n::1'
		;;
	serve:*)
		words=$'--port\n--edit\n--open\n--listen\n--anyway'
		;;
	*)
		return
		;;
	esac
	_dialogue_feeds_offer "$current" "$words"
}

complete -F _dialogue_feeds dialogue-feeds
