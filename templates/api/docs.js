"use strict";

window.ui = SwaggerUIBundle({
  url: "{{ schema_url|escapejs }}",
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  // Otherwise a badge asks a public service what it thinks of the schema.
  validatorUrl: null,
  supportedSubmitMethods: ["get", "head", "options"],
});
