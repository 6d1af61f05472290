package schema

// Kind is the shape of a value on the wire.
type Kind string

// The kinds of value. A set is a JSON array whose order means nothing to the
// server and may change between reads.
const (
	KindBoolean Kind = "boolean"
	KindInteger Kind = "integer"
	KindString  Kind = "string"
	KindEnum    Kind = "enum"
	KindList    Kind = "list"
	KindSet     Kind = "set"
	KindMap     Kind = "map"
	KindObject  Kind = "object"
	KindAny     Kind = "any"
)

// Unit is what an integer counts; empty when it is a bare number.
type Unit string

// The units of integers.
const (
	UnitNone         Unit = ""
	UnitMilliseconds Unit = "milliseconds"
	UnitSeconds      Unit = "seconds"
	UnitMinutes      Unit = "minutes"
	UnitHours        Unit = "hours"
	UnitDays         Unit = "days"
	UnitBytes        Unit = "bytes"
	UnitBits         Unit = "bits"
)

// Format narrows what a string holds. Some formats are checked by [Validate],
// all of them tell an editor what to offer.
type Format string

// The formats of strings.
const (
	FormatNone        Format = ""
	FormatURL         Format = "url"          // absolute http or https address
	FormatRegexp      Format = "regexp"       // Java regular expression
	FormatScope       Format = "scope"        // id of a scope
	FormatClaim       Format = "claim"        // name of a claim or user attribute
	FormatACR         Format = "acr"          // authentication method
	FormatClient      Format = "client"       // client id
	FormatDN          Format = "dn"           // LDAP distinguished name
	FormatDomain      Format = "domain"       // host or domain name
	FormatPath        Format = "path"         // path on the server's disk or web root
	FormatJSON        Format = "json"         // JSON document kept as text
	FormatDatePattern Format = "date-pattern" // Java date pattern
	FormatFlag        Format = "flag"         // name of a feature flag
	FormatMoment      Format = "moment"       // date and time of the server's time zone
)

// Type describes the values a property, or a part of one, may hold.
type Type struct {
	Kind   Kind
	Values []string // members of an enum, or suggested values of a string
	Open   bool     // Values are suggestions: the server stores others untouched
	Unit   Unit
	Min    *int64 // smallest integer accepted; nil means the 32-bit limit
	Max    *int64 // largest integer accepted; nil means the 32-bit limit
	Format Format
	// MaxLength is the longest text in characters; 0 means any.
	MaxLength int
	// Pattern is a regular expression that a text must match, and PatternWords
	// say to people what it allows. Both are empty where anything goes.
	Pattern, PatternWords string
	Elem                  *Type   // element of a list or set, value of a map
	Fields                []Field // members of an object
}

// Field is one member of an object.
type Field struct {
	Name     string
	Type     Type
	Help     string
	ReadOnly bool // reported by the server, ignored when sent
	Secret   bool
}

// String names the type in a stable vocabulary:
//
//	boolean, integer, string, enum, object, any,
//	list of T, set of T, map of T
//
// where T is again one of these, as in "set of set of enum". A map's keys are
// always strings; "map of T" names the type of its values.
func (t Type) String() string {
	switch t.Kind {
	case KindList, KindSet, KindMap:
		if t.Elem == nil {
			return string(t.Kind) + " of any"
		}
		return string(t.Kind) + " of " + t.Elem.String()
	default:
		return string(t.Kind)
	}
}

// Field finds a member of an object type by its wire name.
func (t Type) Field(name string) (Field, bool) {
	for _, f := range t.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
