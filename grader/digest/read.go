package digest

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"racekit/grader/strict"
)

// stubMark is the third word of a stub's line.
const stubMark = "stub"

// restore is what to do about a list that cannot be used.
const restore = "bring it back: git checkout -- " + File

// rewrite is what an author does about it.
const rewrite = ", or, if you write exercises: racekit check --write"

// Read reads the list of the kit at root. A list that is missing or broken is an
// error that names the line and the command that brings it back.
func Read(root string) (List, error) {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(File)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the digest list: %w; %s", err, restore+rewrite)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the digest list: %w", err)
	}
	return parse(string(text))
}

// parse reads a list. Its error is the first mistake: programs write the list, so
// the remedy is the same for all.
func parse(text string) (List, error) {
	var list List
	number := 0
	for line := range strings.Lines(text) {
		number++
		entry, err := parseLine(line)
		if err == nil && len(list) > 0 && list[len(list)-1].Path >= entry.Path {
			err = fmt.Errorf("%q is not after %q: the list is sorted, with each path once", entry.Path, list[len(list)-1].Path)
		}
		if err != nil {
			return nil, &strict.Mistake{File: File, Line: number, What: err.Error(), Remedy: restore + rewrite}
		}
		list = append(list, entry)
	}
	if len(list) == 0 {
		return nil, &strict.Mistake{File: File, What: "the list is empty", Remedy: restore + rewrite}
	}
	return list, nil
}

// parseLine reads "PATH SUM" or "PATH SUM stub", with its line end.
func parseLine(line string) (Entry, error) {
	line, whole := strings.CutSuffix(line, "\n")
	if !whole {
		return Entry{}, errors.New("the line is cut off")
	}
	words := strings.Split(strings.TrimSuffix(line, "\r"), " ")
	switch {
	case len(words) != 2 && len(words) != 3:
		return Entry{}, fmt.Errorf("the line has %d words, not 2 or 3", len(words))
	case !goodPath(words[0]):
		return Entry{}, fmt.Errorf("%q is not the path of a file in an exercise", words[0])
	case !goodSum(words[1]):
		return Entry{}, fmt.Errorf("%q is not %s and 64 lower-case hexadecimal digits", words[1], sumPrefix)
	case len(words) == 3 && words[2] != stubMark:
		return Entry{}, fmt.Errorf("the third word is %q, not %q", words[2], stubMark)
	}
	return Entry{Path: words[0], Sum: words[1], Stub: len(words) == 3}, nil
}

// goodPath accepts SLUG/FILE, and nothing that leads elsewhere.
func goodPath(p string) bool {
	slug, name, ok := strings.Cut(p, "/")
	return ok && plain(slug) && plain(name)
}

func plain(name string) bool {
	odd := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`/\:`, r) }
	return name != "" && name[0] != '.' && !strings.ContainsFunc(name, odd)
}

func goodSum(s string) bool {
	digits, ok := strings.CutPrefix(s, sumPrefix)
	_, err := hex.DecodeString(digits)
	return ok && err == nil && len(digits) == 64 && strings.ToLower(digits) == digits
}
