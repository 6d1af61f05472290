package client

// clientResource is served by ClientsResource.java.
var clientResource = resource{
	one: "client", many: "clients", path: "/openid/clients", secrets: []string{"clientSecret", "registrationAccessToken"},
}
