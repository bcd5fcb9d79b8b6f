package strict

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Decode decodes text, the part of file that begins at line first, into a T.
//
// The error joins one [*Mistake] for each unknown key, or is the one mistake at
// which decoding stopped. The source is nil only in the second case; otherwise the
// value is complete and can be checked further, so that an author sees all
// mistakes at once.
func Decode[T any](file string, first int, text []byte) (T, *Source, error) {
	var value T
	src := &Source{file: file, first: first, text: text}
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&value)
	if err == nil {
		return value, src, nil
	}
	if unknown, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		return value, src, src.unknown(unknown, reflect.TypeFor[T]())
	}
	return value, nil, src.broken(err, reflect.TypeFor[T]())
}

// unknown says each key that T has no field for, with the keys that it could be.
func (s *Source) unknown(missing *toml.StrictMissingError, t reflect.Type) error {
	var errs []error
	for i := range missing.Errors {
		e := &missing.Errors[i]
		line, _ := e.Position()
		errs = append(errs, &Mistake{
			File: s.file, Line: s.first + line - 1,
			What:   fmt.Sprintf("unknown key %q", strings.Join(e.Key(), ".")),
			Remedy: "remove it, or write one of " + strings.Join(keysBeside(t, e.Key()), ", "),
		})
	}
	return errors.Join(errs...)
}

// broken says where the text stops being TOML, or has a value of the wrong type.
func (s *Source) broken(err error, t reflect.Type) error {
	m := &Mistake{
		File: s.file, Line: s.first,
		What:   strings.TrimPrefix(err.Error(), "toml: "),
		Remedy: "correct the line",
	}
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, _ := e.Position()
		m.Line += line - 1
		if got, want, ok := mismatch(m.What, typeAt(t, e.Key())); ok {
			m.What = fmt.Sprintf("%q is %s", strings.Join(e.Key(), "."), got)
			m.Remedy = "write " + want
		}
	}
	return m
}

// mismatch takes apart what go-toml says of a value of the wrong type, which names
// Go types that mean nothing to an author:
//
//	cannot decode TOML string into struct field catalog.manifest.Order of type int
func mismatch(message string, field reflect.Type) (got, want string, ok bool) {
	rest, ok := strings.CutPrefix(message, "cannot decode TOML ")
	if !ok {
		return "", "", false
	}
	got, rest, _ = strings.Cut(rest, " into ")
	switch {
	case strings.Contains(rest, " of type []"):
		want = "an array"
	case plain(field).Kind() == reflect.String:
		want = "a string"
	case plain(field).Kind() == reflect.Struct:
		want = "a table"
	default:
		want = "a whole number"
	}
	return article(got), want, true
}

// article puts the word that English wants before a TOML type.
func article(kind string) string {
	if strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + kind
	}
	return "a " + kind
}

// keysBeside lists the keys that T knows in the table that key stands in.
func keysBeside(t reflect.Type, key toml.Key) []string {
	var keys []string
	for f := range typeAt(t, key[:max(len(key)-1, 0)]).Fields() {
		keys = append(keys, f.Tag.Get("toml"))
	}
	return keys
}

// typeAt returns the type that T has for the key, or for as much of the key as it
// knows, without pointers and slices.
func typeAt(t reflect.Type, key toml.Key) reflect.Type {
	t = plain(t)
	for _, part := range key {
		if t.Kind() != reflect.Struct {
			break
		}
		for f := range t.Fields() {
			if f.Tag.Get("toml") == part {
				t = plain(f.Type)
				break
			}
		}
	}
	return t
}

// plain looks through pointers and slices.
func plain(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}
