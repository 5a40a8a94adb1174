namespace Agents.Testing.Models.Protocols;

/// <summary>Chat Completions.</summary>
internal sealed class OpenAIProtocol : ModelProtocol
{
    public override string BasePath => "/v1";

    public override object ModelList => new { @object = "list", data = new[] { new { id = "scripted", @object = "model" } } };

    public override IEnumerable<string> Head(ModelAnswer.Streamed answer)
    {
        yield return ": keep-alive\n\n";
        yield return Chunk(new { role = "assistant", content = "" }, null);
        if (answer.Thought is { } thought)
        {
            yield return Chunk(new { reasoning = thought.Text }, null);
        }
    }

    public override string Piece(string text) => Chunk(new { content = text }, null);

    public override IEnumerable<string> Tail(ModelAnswer.Streamed answer)
    {
        // Arguments come in pieces, and those of parallel calls one after the other.
        for (var i = 0; i < answer.Calls.Count; i++)
        {
            var call = answer.Calls[i];
            var half = call.Arguments.Length / 2;
            yield return Chunk(new { tool_calls = new[] { new { index = i, id = call.Id, type = "function", function = new { name = call.Name, arguments = "" } } } }, null);
            yield return Chunk(new { tool_calls = new[] { new { index = i, function = new { arguments = call.Arguments[..half] } } } }, null);
            yield return Chunk(new { tool_calls = new[] { new { index = i, function = new { arguments = call.Arguments[half..] } } } }, null);
        }

        if (answer.FinishReason == "content_filter")
        {
            yield return Chunk(new { refusal = "I cannot help with that." }, null);
            yield return Chunk(new { }, "stop");
        }
        else
        {
            yield return Chunk(new { }, answer.FinishReason);
        }

        yield return Data(new { id = "c1", @object = "chat.completion.chunk", choices = Array.Empty<object>(), usage = Usage(answer.Usage) });
        yield return "data: [DONE]\n\n";
    }

    public override object Whole(ModelAnswer.Streamed answer) => new
    {
        id = "c1",
        @object = "chat.completion",
        model = "scripted-2026",
        choices = new[] { new { index = 0, message = new { role = "assistant", content = string.Concat(answer.Pieces), tool_calls = Calls(answer) }, finish_reason = answer.FinishReason } },
        usage = Usage(answer.Usage),
    };

    public override object Error(ModelAnswer.Failed answer)
        => new { error = new { message = answer.Message, type = "scripted_error", param = (string?)null, code = answer.Code ?? CodeOf(answer.Status) } };

    private static string Chunk(object delta, string? finishReason) => Data(new
    {
        id = "c1",
        @object = "chat.completion.chunk",
        created = 1,
        model = "scripted-2026",
        choices = new[] { new { index = 0, delta, finish_reason = finishReason } },
        usage = (object?)null,
    });

    private static object[]? Calls(ModelAnswer.Streamed answer)
        => answer.Calls.Count == 0 ? null : [.. answer.Calls.Select(static call => new { id = call.Id, type = "function", function = new { name = call.Name, arguments = call.Arguments } })];

    private static object Usage(ScriptedUsage usage) => new
    {
        prompt_tokens = usage.Input,
        completion_tokens = usage.Output,
        total_tokens = usage.Input + usage.Output,
        prompt_tokens_details = new { cached_tokens = usage.Cached, cache_write_tokens = usage.CacheWrite },
        completion_tokens_details = new { reasoning_tokens = usage.Reasoning },
    };

    private static string? CodeOf(int status) => status switch
    {
        401 => "invalid_api_key",
        404 => "model_not_found",
        429 => "rate_limit_exceeded",
        _ => null,
    };
}
