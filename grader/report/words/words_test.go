package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

func TestOf(t *testing.T) {
	for _, v := range verdict.All() {
		assert.Equal(t, string(v), words.Of(v).In(verdict.English))
		assert.NotEqual(t, string(v), words.Of(v).In(verdict.Japanese), "%s has no Japanese word", v)
	}
	assert.Equal(t, "starvation", words.Of("starvation").In(verdict.Japanese), "a verdict of a later version")
}

func TestOp(t *testing.T) {
	assert.Equal(t, "書き込み", words.Op("write").In(verdict.Japanese))
	assert.Equal(t, "mumble", words.Op("mumble").In(verdict.Japanese))
}

func TestIn(t *testing.T) {
	assert.Equal(t, "(in 3 of 10 executions)", words.Executions.In(verdict.English, 3, 10))
	assert.Equal(t, "（10回の実行中3回）", words.Executions.In(verdict.Japanese, 3, 10))
}

// TestPairs reads the source, because only there are all words in one place: each has
// both languages, and both take the same arguments.
func TestPairs(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "words.go", nil, 0)
	require.NoError(t, err)
	pairs := 0
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		if name, ok := lit.Type.(*ast.Ident); !ok || name.Name != "Word" {
			return true
		}
		require.Len(t, lit.Elts, 2)
		en, ja := text(t, lit.Elts[0]), text(t, lit.Elts[1])
		pairs++
		assert.NotEmpty(t, en)
		assert.Equal(t, verbs(en), verbs(ja), "%q and %q take different arguments", en, ja)
		return true
	})
	assert.Greater(t, pairs, 40)
}

func text(t *testing.T, e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	require.True(t, ok, "a word is a literal")
	s, err := strconv.Unquote(lit.Value)
	require.NoError(t, err)
	return s
}

var verb = regexp.MustCompile(`%(?:\[(\d)\])?([.\d]*[a-z])`)

// verbs lists the arguments that a format takes, as "1d", "2s", in order.
func verbs(format string) []string {
	var vs []string
	for i, m := range verb.FindAllStringSubmatch(format, -1) {
		n := m[1]
		if n == "" {
			n = strconv.Itoa(i + 1)
		}
		vs = append(vs, n+m[2])
	}
	slices.Sort(vs)
	return vs
}
