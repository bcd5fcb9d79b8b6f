package strict_test

import (
	"go/parser"
	"go/token"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/strict"
)

// text and document are a small copy of what an exercise's metadata looks like.
type text struct {
	En string `toml:"en"`
	Ja string `toml:"ja"`
}

type level string

type document struct {
	Order  int      `toml:"order"`
	Level  level    `toml:"level"`
	Topics []string `toml:"topics"`
	Title  text     `toml:"title"`
	Test   []struct {
		Name   string `toml:"name"`
		Points *int64 `toml:"points"`
		Why    text   `toml:"why"`
	} `toml:"test"`
}

const good = `order = 3
topics = [
  "data race",
  'mutex',
]
title = { en = "One", ja = "一" }

[[test]]
name = "TestOne"
[test.why]
en = "because"

[[test]]
name = "TestTwo"
points = 40
`

func TestDecode(t *testing.T) {
	doc, src, err := strict.Decode[document]("x.toml", 1, []byte(good))
	require.NoError(t, err)
	require.NotNil(t, src)
	assert.Equal(t, 3, doc.Order)
	assert.Equal(t, []string{"data race", "mutex"}, doc.Topics)
	require.Len(t, doc.Test, 2)
	assert.Equal(t, "because", doc.Test[0].Why.En)
	assert.EqualValues(t, 40, *doc.Test[1].Points)
}

func TestDecode_Mistakes(t *testing.T) {
	tests := []struct {
		name, give string
		want       []string
	}{
		{
			name: "unknown key at the top",
			give: "order = 1\nodrer = 2\n",
			want: []string{`x.toml:2: unknown key "odrer"; remove it, or write one of order, level, topics, title, test`},
		},
		{
			name: "every unknown key, in tables and arrays of tables",
			give: "[[test]]\nname = 'a'\npionts = 3\n[test.why]\nfr = 'x'\n[titel]\nen = 'x'\n",
			want: []string{
				`x.toml:3: unknown key "test.pionts"; remove it, or write one of name, points, why`,
				`x.toml:5: unknown key "test.why.fr"; remove it, or write one of en, ja`,
				`x.toml:6: unknown key "titel"; remove it, or write one of order, level, topics, title, test`,
			},
		},
		{
			name: "wrong type",
			give: "topics = []\norder = 'x'\n",
			want: []string{`x.toml:2: "order" is a string; write a whole number`},
		},
		{
			name: "wrong type through a pointer",
			give: "[[test]]\npoints = 1.5\n",
			want: []string{`x.toml:2: "test.points" is a float; write a whole number`},
		},
		{
			name: "wrong type of an element",
			give: "topics = [1]\n",
			want: []string{`x.toml:1: "topics" is an integer; write a string`},
		},
		{
			name: "wrong type of a word with a Go type of its own",
			give: "level = 3\n",
			want: []string{`x.toml:1: "level" is an integer; write a string`},
		},
		{
			name: "a word for a list",
			give: "topics = 'x'\n",
			want: []string{`x.toml:1: "topics" is a string; write an array`},
		},
		{
			name: "a string for tables",
			give: "test = 'x'\n",
			want: []string{`x.toml:1: "test" is a string; write an array`},
		},
		{
			name: "a string for a table",
			give: "title = 'x'\n",
			want: []string{`x.toml:1: "title" is a string; write a table`},
		},
		{
			name: "not TOML",
			give: "order = 1\ntopics = \n",
			want: []string{`x.toml:2: unexpected character U+000A at start of value; correct the line`},
		},
		{
			name: "key twice",
			give: "order = 1\norder = 2\n",
			want: []string{`x.toml:2: key order is already defined; correct the line`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := strict.Decode[document]("x.toml", 1, []byte(tt.give))
			require.Error(t, err)
			assert.Equal(t, tt.want, strings.Split(err.Error(), "\n"))
		})
	}
}

// A value with unknown keys is still checked by the caller; broken TOML is not.
func TestDecode_SourceAfterMistake(t *testing.T) {
	doc, src, err := strict.Decode[document]("x.toml", 1, []byte("odrer = 2\norder = 5\n"))
	require.Error(t, err)
	require.NotNil(t, src)
	assert.Equal(t, 5, doc.Order)

	_, src, err = strict.Decode[document]("x.toml", 1, []byte("order = \n"))
	require.Error(t, err)
	assert.Nil(t, src)
}

// A text that is embedded in another file counts lines from where it begins there.
func TestDecode_FirstLine(t *testing.T) {
	_, _, err := strict.Decode[document]("m.go", 40, []byte("order = 1\nx = 2\n"))
	m := &strict.Mistake{}
	require.ErrorAs(t, err, &m)
	assert.Equal(t, 41, m.Line)

	_, _, err = strict.Decode[document]("m.go", 40, []byte("order = 1\ntopics"))
	require.ErrorAs(t, err, &m)
	assert.Equal(t, 41, m.Line)
}

func TestSource_Line(t *testing.T) {
	_, src, err := strict.Decode[document]("x.toml", 11, []byte(good))
	require.NoError(t, err)
	tests := []struct {
		name, give string
		want       int
	}{
		{"key", "order", 11},
		{"array", "topics", 12},
		{"element", "topics[0]", 13},
		{"literal element", "topics[1]", 14},
		{"element that is missing", "topics[7]", 12},
		{"key of an inline table", "title.ja", 16},
		{"first array table", "test[0]", 18},
		{"key in it", "test[0].name", 19},
		{"key of its table", "test[0].why.en", 21},
		{"missing key: its table", "test[0].why.ja", 20},
		{"second array table", "test[1].points", 25},
		{"missing table: the one around it", "test[1].why.ja", 23},
		{"all tests", "test", 18},
		{"missing at the top: the first line", "minutes", 11},
		{"nothing", "", 11},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, src.Line(tt.give))
		})
	}
}

func TestMistake_Error(t *testing.T) {
	tests := []struct {
		name string
		give strict.Mistake
		want string
	}{
		{"all", strict.Mistake{File: "a/b.toml", Line: 3, What: "is odd", Remedy: "make it even"}, "a/b.toml:3: is odd; make it even"},
		{"the whole file", strict.Mistake{File: "a/b.toml", What: "is missing", Remedy: "write it"}, "a/b.toml: is missing; write it"},
		{"nothing to do", strict.Mistake{File: "a", Line: 1, What: "is odd"}, "a:1: is odd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.EqualError(t, &tt.give, tt.want)
		})
	}
}

func TestSyntax(t *testing.T) {
	_, err := parser.ParseFile(token.NewFileSet(), "a/b.go", "package a\n\nfunc {\nfunc {\n", 0)
	assert.EqualError(t, strict.Syntax(err, "correct it"), "a/b.go:3: expected 'IDENT', found '{'; correct it")
	assert.Equal(t, io.EOF, strict.Syntax(io.EOF, "correct it"))
}

// Whatever an author types, each mistake has a line of the text.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("[[test]]\npionts = 3\n[test.why]\nfr = 'x'\n"))
	f.Add([]byte("order = \r\n"))
	f.Add([]byte("order.x = 1\n[level]\nx = 1\n"))
	f.Add([]byte("topics.x = 1\n"))
	f.Add([]byte("[order]\nx = 1\n"))
	f.Add([]byte("[[topics]]\nx = 1\n[[title]]\nx = 1\n"))
	f.Add([]byte("title.x.y = 1\nnone.x.y = 1\n"))
	f.Add([]byte("a.b.c = [[1], {x = 2}]\n"))
	f.Fuzz(func(t *testing.T, give []byte) {
		_, src, err := strict.Decode[document]("x.toml", 1, give)
		if m := (&strict.Mistake{}); err != nil {
			require.ErrorAs(t, err, &m)
			assert.GreaterOrEqual(t, m.Line, 1)
			assert.LessOrEqual(t, m.Line, 1+strings.Count(string(give), "\n"))
		}
		if src != nil {
			for _, path := range []string{"order", "topics[1]", "test[0].why.ja"} {
				line := src.Line(path)
				assert.GreaterOrEqual(t, line, 1)
				assert.LessOrEqual(t, line, 1+strings.Count(string(give), "\n"))
			}
		}
	})
}
