package term

import "reflect"

// Scrub returns a deep copy of v in which every string has gone through Clean, map keys
// included. A renderer scrubs a message when it arrives, so that no field can be
// forgotten and no other reader of the message sees a change.
//
// v is plain data: strings, numbers, structs with exported fields, pointers, slices
// and maps of them. Scrub panics on a struct with an unexported field.
func Scrub[T any](v T) T {
	scrub(reflect.ValueOf(&v).Elem())
	return v
}

// scrub cleans v where it stands; whatever v shares with others it replaces by a copy.
func scrub(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(Clean(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			scrub(v.Field(i))
		}
	case reflect.Pointer:
		scrubPointer(v)
	case reflect.Slice:
		scrubSlice(v)
	case reflect.Map:
		scrubMap(v)
	}
}

func scrubPointer(v reflect.Value) {
	if v.IsNil() {
		return
	}
	c := reflect.New(v.Type().Elem())
	c.Elem().Set(v.Elem())
	scrub(c.Elem())
	v.Set(c)
}

func scrubSlice(v reflect.Value) {
	if v.IsNil() {
		return
	}
	c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	reflect.Copy(c, v)
	for i := range c.Len() {
		scrub(c.Index(i))
	}
	v.Set(c)
}

func scrubMap(v reflect.Value) {
	if v.IsNil() {
		return
	}
	c := reflect.MakeMapWithSize(v.Type(), v.Len())
	for it := v.MapRange(); it.Next(); {
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		key.Set(it.Key())
		value.Set(it.Value())
		scrub(key)
		scrub(value)
		c.SetMapIndex(key, value)
	}
	v.Set(c)
}
