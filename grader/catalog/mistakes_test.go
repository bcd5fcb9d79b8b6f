package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
)

func crlf(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }

// edit is one replacement in one file.
type edit struct{ file, old, new string }

// Each mistake names file, line and remedy.
func TestLoad_Mistakes(t *testing.T) {
	const relayManifest = "exercises/relay/exercise.toml"
	tests := []struct {
		name string
		give edit
		want []string
	}{
		{"unknown key", edit{tallyManifest, "minutes", "minuts"}, []string{
			`:3: unknown key "minuts"; remove it, or write one of order, level, minutes, topics, prerequisites, files, imports, processes, title, test, bounds`,
			`:1: minutes is missing or not above 0; give a whole number from 1`,
		}},
		{"wrong type", edit{tallyManifest, "order = 10", "order = 'x'"}, []string{
			`:1: "order" is a string; write a whole number`,
		}},
		{"order", edit{tallyManifest, "order = 10", "order = 0"}, []string{
			`:1: order is missing or not above 0; give a whole number from 1`,
		}},
		{"order twice", edit{tallyManifest, "order = 10", "order = 20"}, []string{
			`:1: order 20 is that of "relay" too; give each exercise its own`,
		}},
		{"unknown level", edit{tallyManifest, `"beginner"`, `"easy"`}, []string{
			`:2: unknown level "easy"; write one of beginner, intermediate, advanced`,
		}},
		{"no topics", edit{tallyManifest, `["data race", "lost update"]`, `[]`}, []string{
			`:4: topics is missing or empty; name what the exercise teaches`,
		}},
		{"topic twice", edit{tallyManifest, `"data race", "lost update"`, "\"data race\",\n\"data race\""}, []string{
			`:5: topics holds "data race" twice; remove one`,
		}},
		{"empty topic", edit{tallyManifest, `"lost update"`, `" "`}, []string{
			`:4: topics holds an empty word; remove it`,
		}},
		{"no files", edit{tallyManifest, `["tally.go"]`, `[]`}, []string{
			`:6: files is missing or empty; name the files that the learner edits`,
		}},
		{"file of the kit", edit{tallyManifest, `["tally.go"]`, `["tally.go", "kit.go"]`}, []string{
			`:6: "kit.go" cannot be a learner's file; name a .go file of this folder that is no test, not kit.go and not kit_*.go`,
		}},
		{"file elsewhere", edit{tallyManifest, `["tally.go"]`, `["../relay/relay.go"]`}, []string{
			`:6: "../relay/relay.go" cannot be a learner's file; name a .go file of this folder that is no test, not kit.go and not kit_*.go`,
		}},
		{"title in one language", edit{tallyManifest, `ja = "複数のゴルーチンから使える集計"`, ``}, []string{
			`:8: title.ja is missing or empty; say it in both languages, en and ja`,
		}},
		{"two lines", edit{tallyManifest, `"A tally that many hands may mark"`, `"A tally\nthat"`}, []string{
			`:9: title.en is more than one line; write it on one line, without tabs`,
		}},
		{"why in one language", edit{tallyManifest, `en = "A read without an edge to the write may see anything."`, ``}, []string{
			`:33: test[1].why.en is missing or empty; say it in both languages, en and ja`,
		}},
		{"points", edit{tallyManifest, "points = 40", "points = 30"}, []string{
			`:28: the points of the tests add up to 90; make them 100`,
		}},
		{"points below 1", edit{tallyManifest, "points = 40", "points = -3"}, []string{
			`:28: points is missing or not above 0; give a whole number from 1`,
			`:28: the points of the tests add up to 57; make them 100`,
		}},
		{"test twice", edit{tallyManifest, `"TestReadWhileMarking"`, `"TestNoLostMark"`}, []string{
			`:27: test "TestNoLostMark" is listed twice; remove one`,
		}},
		{"not a test", edit{tallyManifest, `"TestReadWhileMarking"`, `"Testread"`}, []string{
			`:27: "Testread" is no name of a test function; write "Test" and a word with a capital`,
		}},
		{"about nothing", edit{tallyManifest, `["Tally.Mark"]`, `[]`}, []string{
			`:15: about is missing or empty; name the learner's functions that the test is about`,
		}},
		{"about no function", edit{tallyManifest, `["Tally.Mark"]`, `["Tally.Mark()"]`}, []string{
			`:15: "Tally.Mark()" is no function; write "Func" or "Type.Method"`,
		}},
		{"bound of 0", edit{tallyManifest, "cpu_seconds = 5", "cpu_seconds = 0"}, []string{
			`:41: bounds.cpu_seconds = 0 is out of range; give a whole number from 1 to 3600, or leave it out`,
		}},
		{"bound too large", edit{tallyManifest, "memory_mib = 256", "memory_mib = 9223372036854775807"}, []string{
			`:42: bounds.memory_mib = 9223372036854775807 is out of range; give a whole number from 1 to 1048576, or leave it out`,
		}},
		{"too many steps", edit{tallyManifest, "memory_mib = 256", "steps = 1000001"}, []string{
			`:42: bounds.steps = 1000001 is out of range; give a whole number from 1 to 1000000, or leave it out`,
		}},
		{"not a bound", edit{tallyManifest, "cpu_seconds = 5", "wall_seconds = -1"}, []string{
			`:41: bounds.wall_seconds = -1 is out of range; give a whole number from 1 to 3600, or leave it out`,
		}},
		{"unknown prerequisite", edit{relayManifest, `["tally"]`, `["tally", "taly"]`}, []string{
			`:5: unknown prerequisite "taly"; did you mean "tally"?`,
		}},
		{"prerequisite from nowhere", edit{relayManifest, `["tally"]`, `["semaphore"]`}, []string{
			`:5: unknown prerequisite "semaphore"; name one of tally, relay, or bring its folder back`,
		}},
		{"prerequisite of itself", edit{relayManifest, `["tally"]`, `["relay"]`}, []string{
			`:5: the prerequisites form a cycle: relay -> relay; remove one of them`,
		}},
		{"prerequisite later", edit{relayManifest, "order = 20", "order = 5"}, []string{
			`:5: the prerequisite "tally" comes later, at order 10; change one of the orders`,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			catalogtest.Replace(t, root, tt.give.file, tt.give.old, tt.give.new)
			_, err := catalog.Load(root)
			require.Error(t, err)
			var want []string
			for _, w := range tt.want {
				want = append(want, tt.give.file+w)
			}
			assert.Equal(t, want, strings.Split(err.Error(), "\n"))
		})
	}
}

func TestLoad_Cycle(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Replace(t, root, tallyManifest, "prerequisites = []", "prerequisites = [\n\"relay\"]")
	_, err := catalog.Load(root)
	assert.EqualError(t, err, "exercises/tally/exercise.toml:6: the prerequisites form a cycle: tally -> relay -> tally; remove one of them\n"+
		"exercises/relay/exercise.toml:5: the prerequisites form a cycle: relay -> tally -> relay; remove one of them")
}

// Mistakes of all exercises are said at once, and broken TOML in one does not make
// others wrong.
func TestLoad_AllMistakes(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Replace(t, root, tallyManifest, "order = 10", "order = ")
	catalogtest.Replace(t, root, "exercises/relay/exercise.toml", "minutes = 30", "minutes = 0")
	_, err := catalog.Load(root)
	assert.EqualError(t, err, "exercises/relay/exercise.toml:3: minutes is missing or not above 0; give a whole number from 1\n"+
		"exercises/tally/exercise.toml:1: unexpected character U+000A at start of value; correct the line")
}

func TestLoad_Slugs(t *testing.T) {
	const odd = "is not of lower-case letters and digits, a to z and 0 to 9, with a letter first"
	for slug, why := range map[string]string{
		"two-words": `"two-words" ` + odd, "two_words": `"two_words" ` + odd, "Tally": `"Tally" ` + odd, "2tally": `"2tally" ` + odd,
		"täly": `"täly" ` + odd, "select": `"select" is a keyword of Go`, "string": `"string" means something else in every Go file`,
		"main": `the go command treats the name "main" in a way of its own`, "internal": `the go command treats the name "internal" in a way of its own`,
		"harness": `"harness" is a package that every test imports`,
	} {
		t.Run(slug, func(t *testing.T) {
			root := catalogtest.New(t)
			manifest := strings.Replace(catalogtest.Read(t, root, tallyManifest), "order = 10", "order = 30", 1)
			catalogtest.Write(t, root, "exercises/"+slug+"/exercise.toml", manifest)
			_, err := catalog.Load(root)
			assert.EqualError(t, err, fmt.Sprintf("exercises/%s/exercise.toml:1: the folder cannot be a package: %s; rename it", slug, why))
		})
	}
	for _, slug := range []string{"tally", "tally2", "a", "x64"} {
		assert.NoError(t, catalog.CheckSlug(slug))
	}
	assert.Error(t, catalog.CheckSlug(""))
}

func TestLoad_NoTests(t *testing.T) {
	root := catalogtest.New(t)
	text, _, _ := strings.Cut(catalogtest.Read(t, root, tallyManifest), "[[test]]")
	catalogtest.Write(t, root, tallyManifest, text)
	_, err := catalog.Load(root)
	assert.EqualError(t, err, tallyManifest+":1: there is no [[test]]; add one for each test function")
}

func TestLoad_Nothing(t *testing.T) {
	root := t.TempDir()
	_, err := catalog.Load(root)
	assert.ErrorContains(t, err, "bring them back: git checkout -- exercises")
	catalogtest.Write(t, root, "exercises/x.txt", "")
	_, err = catalog.Load(root)
	assert.ErrorContains(t, err, "bring them back: git checkout -- exercises")
}

func TestVerify(t *testing.T) {
	const tests, stub = "exercises/tally/tally_test.go", "exercises/tally/tally.go"
	table := []struct {
		name string
		give edit
		want string
	}{
		{"declared nowhere", edit{tests, "func TestNoLostMark(", "func testNoLostMark("},
			"exercises/tally/exercise.toml:13: no test file declares TestNoLostMark; write it in tally_test.go, or remove the [[test]]"},
		{"not in the metadata", edit{tests, "func read(", "func TestRead("},
			"exercises/tally/tally_test.go:32: TestRead has no [[test]] in exercise.toml; add one, or remove the function"},
		{"a test file that does not parse", edit{tests, "package tally_test", "package"},
			"exercises/tally/tally_test.go:3: expected 'IDENT', found 'import'; " +
				"correct the line, or bring the file back: git checkout -- exercises/tally/tally_test.go"},
		{"about a function that is gone", edit{stub, "func (t *Tally) Marks()", "func (t *Tally) Count()"},
			`exercises/tally/exercise.toml:29: "Tally.Marks" is no function of tally.go; name one that is`},
		{"a stub that does not parse says nothing", edit{stub, "package tally\n", "package\n"}, ""},
		{"a generic receiver", edit{stub, "(t *Tally) Marks", "(t *Tally[T]) Marks"}, ""},
	}
	for _, tt := range table {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			kit, err := catalog.Load(root)
			require.NoError(t, err)
			require.NoError(t, kit.Verify())

			catalogtest.Replace(t, root, tt.give.file, tt.give.old, tt.give.new)
			if err := kit.Verify(); tt.want != "" {
				assert.EqualError(t, err, tt.want)
			} else {
				assert.NoError(t, err)
			}
		})
	}
}

func TestVerify_NoTestFile(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Remove(t, root, "exercises/relay/relay_test.go")
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	assert.EqualError(t, kit.Verify(),
		"exercises/relay/exercise.toml:13: no test file declares TestHandsOn; write it in relay_test.go, or remove the [[test]]")
}
