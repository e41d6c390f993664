"""The calls of the server as an OpenAPI 3.1 document, for people and for the tests."""
