package schema

// HoldsSecrets says whether a value of the type can have secrets inside that the catalogue knows of.
func (t Type) HoldsSecrets() bool {
	for _, field := range t.Fields {
		if field.Secret || field.Type.HoldsSecrets() {
			return true
		}
	}
	return t.Elem != nil && t.Elem.HoldsSecrets()
}

// MayHide says whether a value of the field can be a secret or have some inside.
func (f EntityField) MayHide() bool {
	return f.Secret || f.Path == configurationProperties || f.Type.HoldsSecrets()
}
