package main

import . "example.com/corpus/dep"

var d = A

func main() { print(d) }
