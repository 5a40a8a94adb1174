using System.Text.Json.Nodes;

namespace Agents.Testing.Models.Protocols;

/// <summary><c>generateContent</c>.</summary>
internal sealed class GoogleProtocol : ModelProtocol
{
    public override string BasePath => "";

    public override object ModelList => new { models = new[] { new { name = "models/scripted" } } };

    public override IEnumerable<string> Head(ModelAnswer.Streamed answer)
        => answer.Thought is { } thought ? [Response([new JsonObject { ["text"] = thought.Text, ["thought"] = true, ["thoughtSignature"] = thought.Signature }])] : [];

    public override string Piece(string text) => Response([new JsonObject { ["text"] = text }]);

    public override IEnumerable<string> Tail(ModelAnswer.Streamed answer)
    {
        if (answer.Calls.Count > 0)
        {
            yield return Response([.. answer.Calls.Select(CallOf)]);
        }

        // The end comes with an empty text, as it does in fact.
        yield return Data(Body([new JsonObject { ["text"] = "" }], ReasonOf(answer.FinishReason), Usage(answer.Usage)));
    }

    public override object Whole(ModelAnswer.Streamed answer)
        => new[] { Body([new JsonObject { ["text"] = string.Concat(answer.Pieces) }, .. answer.Calls.Select(CallOf)], ReasonOf(answer.FinishReason), Usage(answer.Usage)) };

    public override object Error(ModelAnswer.Failed answer)
    {
        JsonArray details = answer.RetryDelay is null ? [] : [new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = answer.RetryDelay }];
        if (answer.Code is not null)
        {
            details.Add(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = answer.Code });
        }

        return new JsonObject { ["error"] = new JsonObject { ["code"] = answer.Status, ["message"] = answer.Message, ["status"] = StatusOf(answer.Status), ["details"] = details } };
    }

    private static string Response(JsonNode[] parts) => Data(Body(parts, null, null));

    private static JsonObject Body(JsonNode[] parts, string? reason, JsonObject? usage)
    {
        var candidate = new JsonObject { ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(parts) }, ["index"] = 0 };
        var body = new JsonObject { ["candidates"] = new JsonArray(candidate), ["modelVersion"] = "scripted-2026", ["responseId"] = "r1" };
        if (reason is not null)
        {
            (candidate["finishReason"], body["usageMetadata"]) = (reason, usage);
        }

        return body;
    }

    private static JsonObject CallOf(ScriptedCall call)
    {
        var function = new JsonObject { ["name"] = call.Name, ["args"] = JsonNode.Parse(call.Arguments) };
        if (call.Id is not null)
        {
            function["id"] = call.Id;
        }

        var part = new JsonObject { ["functionCall"] = function };
        if (call.Signature is not null)
        {
            part["thoughtSignature"] = call.Signature;
        }

        return part;
    }

    private static JsonObject Usage(ScriptedUsage usage) => new()
    {
        ["promptTokenCount"] = usage.Input,
        ["candidatesTokenCount"] = usage.Output - usage.Reasoning,
        ["thoughtsTokenCount"] = usage.Reasoning,
        ["cachedContentTokenCount"] = usage.Cached,
        ["totalTokenCount"] = usage.Input + usage.Output,
    };

    private static string ReasonOf(string reason) => reason switch
    {
        "length" => "MAX_TOKENS",
        "content_filter" => "SAFETY",
        _ => "STOP",
    };

    private static string StatusOf(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        503 => "UNAVAILABLE",
        _ => "INTERNAL",
    };
}
