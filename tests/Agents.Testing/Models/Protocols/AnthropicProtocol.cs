namespace Agents.Testing.Models.Protocols;

/// <summary>The Messages API.</summary>
internal sealed class AnthropicProtocol : ModelProtocol
{
    public override string BasePath => "";

    public override object ModelList => new { data = new[] { new { id = "scripted", type = "model", display_name = "Scripted" } }, has_more = false };

    public override IEnumerable<string> Head(ModelAnswer.Streamed answer)
    {
        yield return Event("message_start", new
        {
            type = "message_start",
            message = new { id = "msg_1", type = "message", role = "assistant", model = "scripted-2026", content = Array.Empty<object>(), stop_reason = (string?)null, usage = Usage(answer.Usage, 1) },
        });
        yield return Event("ping", new { type = "ping" });
        if (answer.Thought is { } thought)
        {
            yield return Start(0, new { type = "thinking", thinking = "", signature = "" });
            yield return Delta(0, new { type = "thinking_delta", thinking = thought.Text });
            yield return Delta(0, new { type = "signature_delta", signature = thought.Signature });
            yield return Stop(0);
        }

        if (answer.Pieces.Count > 0)
        {
            yield return Start(1, new { type = "text", text = "" });
        }
    }

    public override string Piece(string text) => Delta(1, new { type = "text_delta", text });

    public override IEnumerable<string> Tail(ModelAnswer.Streamed answer)
    {
        if (answer.Pieces.Count > 0)
        {
            yield return Stop(1);
        }

        for (var i = 0; i < answer.Calls.Count; i++)
        {
            var call = answer.Calls[i];
            var half = call.Arguments.Length / 2;
            yield return Start(2 + i, new { type = "tool_use", id = call.Id, name = call.Name, input = new { } });
            yield return Delta(2 + i, new { type = "input_json_delta", partial_json = call.Arguments[..half] });
            yield return Delta(2 + i, new { type = "input_json_delta", partial_json = call.Arguments[half..] });
            yield return Stop(2 + i);
        }

        yield return Event("message_delta", new
        {
            type = "message_delta",
            delta = new { stop_reason = ReasonOf(answer.FinishReason), stop_sequence = (string?)null },
            usage = new { output_tokens = answer.Usage.Output, output_tokens_details = new { thinking_tokens = answer.Usage.Reasoning } },
        });
        yield return Event("surprise", new { type = "surprise", of = "a newer version" });
        yield return Event("message_stop", new { type = "message_stop" });
    }

    public override object Whole(ModelAnswer.Streamed answer) => new
    {
        id = "msg_1",
        type = "message",
        role = "assistant",
        model = "scripted-2026",
        content = (object[])[
            new { type = "text", text = string.Concat(answer.Pieces) },
            .. answer.Calls.Select(static call => new { type = "tool_use", id = call.Id, name = call.Name, input = Arguments(call) }),
        ],
        stop_reason = ReasonOf(answer.FinishReason),
        usage = Usage(answer.Usage, answer.Usage.Output),
    };

    public override object Error(ModelAnswer.Failed answer)
        => new { type = "error", error = new { type = answer.Code ?? TypeOf(answer.Status), message = answer.Message }, request_id = "req_1" };

    public override string ErrorEvent(ModelAnswer.Failed answer) => Event("error", Error(answer));

    private static string Event(string name, object data) => $"event: {name}\n{Data(data)}";

    private static string Start(int index, object block) => Event("content_block_start", new { type = "content_block_start", index, content_block = block });

    private static string Delta(int index, object delta) => Event("content_block_delta", new { type = "content_block_delta", index, delta });

    private static string Stop(int index) => Event("content_block_stop", new { type = "content_block_stop", index });

    private static object Usage(ScriptedUsage usage, int output) => new
    {
        input_tokens = usage.Input - usage.Cached - usage.CacheWrite,
        cache_read_input_tokens = usage.Cached,
        cache_creation_input_tokens = usage.CacheWrite,
        output_tokens = output,
    };

    private static string ReasonOf(string reason) => reason switch
    {
        "stop" => "end_turn",
        "length" => "max_tokens",
        "tool_calls" => "tool_use",
        _ => "refusal",
    };

    private static string TypeOf(int status) => status switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        402 => "billing_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        _ => "api_error",
    };
}
