package directory

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// HasAttribute says whether people have an attribute, as far as the claims tell: each stands for one, and scripts find some without
// (UserService.java compares names in any case). It is true as long as the claims have not been read.
func (d Directory) HasAttribute(name string) bool {
	if !d.Complete(change.Claim) || schema.IsUserAttribute(name) {
		return true
	}
	return slices.ContainsFunc(d.All(change.Claim), func(claim Head) bool { return strings.EqualFold(claim.Name, name) })
}

// NearestAttributes are the attributes that a name may have been meant to be, likeliest first.
func (d Directory) NearestAttributes(name string) []string {
	var names []string
	for _, claim := range d.All(change.Claim) {
		names = append(names, claim.Name)
	}
	return schema.NearestOf(name, names, 3)
}

// UnknownAttribute is a sentence about an attribute that people do not have.
func (d Directory) UnknownAttribute(name string) string {
	sentence := "There is no attribute " + name + "."
	if nearest := d.NearestAttributes(name); len(nearest) > 0 {
		sentence += " Did you mean " + strings.Join(nearest, " or ") + "?"
	}
	return sentence
}
