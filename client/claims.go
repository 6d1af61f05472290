package client

// claimResource is served by AttributesResource.java.
var claimResource = resource{one: "claim", many: "claims", path: "/attributes", statuses: []string{"active", "inactive"}}
