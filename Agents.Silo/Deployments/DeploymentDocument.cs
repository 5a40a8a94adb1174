using Agents.Core.Json;
using Agents.Core.JsonSchemas.Sampling;
using Agents.Core.Workflows;

namespace Agents.Silo.Deployments;

/// <summary>A deployment's own OpenAPI 3.1 document.</summary>
internal static class DeploymentDocument
{
    private static readonly JsonObject Problem = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("status", Typed("integer")),
            ("code", Typed("string")),
            ("detail", JsonObject.Of(("type", "string"), ("description", "What is wrong and what to do about it."))),
            ("execution_id", Typed("string")))));

    private static readonly JsonObject Accepted = JsonObject.Of(
        ("type", "object"),
        ("required", JsonArray.Create("execution_id", "status", "status_url", "stream_url")),
        ("properties", JsonObject.Of(
            ("execution_id", Typed("string")), ("status", Typed("string")), ("status_url", Typed("string")), ("stream_url", Typed("string")))));

    public static JsonObject Of(DeploymentRow deployment, Workflow plan) => JsonObject.Of(
        ("openapi", "3.1.0"),
        ("info", JsonObject.Of(("title", deployment.Name), ("version", $"{deployment.Version}"), ("description", plan.Description ?? $"Runs the workflow '{plan.Name}'."))),
        ("servers", JsonArray.Create(JsonObject.Of(("url", "/")))),
        ("paths", JsonObject.Of((DeploymentViews.EndpointRoot + deployment.EndpointPath, JsonObject.Of(("post", Operation(deployment, plan)))))),
        ("components", JsonObject.Of(("schemas", JsonObject.Of(
            ("Inputs", Named(plan.InputSchema, deployment, "inputs", JsonObject.Of(("type", "object")))),
            ("Outputs", Named(plan.OutputSchema, deployment, "outputs", JsonObject.Empty)),
            ("Accepted", Accepted),
            ("Problem", Problem))))));

    private static JsonObject Operation(DeploymentRow deployment, Workflow plan)
    {
        var body = JsonObject.Of(("schema", Reference("Inputs")));
        return JsonObject.Of(
            ("operationId", $"call-{deployment.Id}"),
            ("summary", plan.Name),
            ("parameters", JsonArray.Create(
                Header("Prefer", "wait=N waits at most N seconds for the end (30 unless given, at most 300), respond-async not at all."),
                Header("Idempotency-Key", "The same key with the same body starts once: calls that come again get the same execution."))),
            ("requestBody", JsonObject.Of(
                ("required", true),
                ("content", JsonObject.Of(("application/json", SchemaSample.Inputs(plan.InputSchema).Value is { } sample ? body.With("example", sample) : body))))),
            ("responses", JsonObject.Of(
                ("200", JsonObject.Of(("description", "The outputs. With Accept: text/event-stream, the events as they come."), ("content", JsonObject.Of(
                    ("application/json", JsonObject.Of(("schema", Reference("Outputs")))),
                    ("text/event-stream", JsonObject.Of(("schema", Typed("string")))))))),
                ("202", Json("It goes on; Location says where to ask for its end.", "Accepted", "application/json")),
                ("400", Refusal("The body is not JSON, or breaks the schema; diagnostics say where.")),
                ("404", Refusal("Nothing is deployed here.")),
                ("409", Refusal("It is not active, with the reason; or the execution was cancelled.")),
                ("422", Refusal("The Idempotency-Key came with another body before.")),
                ("default", Refusal("The execution failed; code and detail say why.")))));
    }

    // References inside a schema count from its own root, which is what the id makes it.
    private static JsonValue Named(JsonValue? schema, DeploymentRow deployment, string part, JsonObject otherwise)
        => schema is JsonObject given ? (given.ContainsKey("$id") ? given : given.With("$id", $"urn:agents:deployments:{deployment.Id}:{part}")) : schema ?? otherwise;

    private static JsonObject Reference(string name) => JsonObject.Of(("$ref", $"#/components/schemas/{name}"));

    private static JsonObject Refusal(string description) => Json(description, "Problem", "application/problem+json");

    private static JsonObject Json(string description, string schema, string mediaType)
        => JsonObject.Of(("description", description), ("content", JsonObject.Of((mediaType, JsonObject.Of(("schema", Reference(schema)))))));

    private static JsonObject Header(string name, string description)
        => JsonObject.Of(("name", name), ("in", "header"), ("required", false), ("description", description), ("schema", Typed("string")));

    private static JsonObject Typed(string type) => JsonObject.Of(("type", type));
}
