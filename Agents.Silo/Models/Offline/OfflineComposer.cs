using System.Runtime.CompilerServices;
using System.Text.Json;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.JsonSchemas.Sampling;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Offline;

/// <summary>Decides what the offline provider says: a function of the messages and options alone (a script also has a place).</summary>
internal sealed class OfflineComposer(OfflineOptions options)
{
    // Every made-up text begins with it: an offline answer never passes for a real one.
    private const string Label = "[offline]";
    private const int QuotedLength = 160;

    private readonly Lazy<OfflineScript> _script = new(() => new OfflineScript(options));
    private readonly ConditionalWeakTable<ChatResponseFormatJson, SchemaSampler> _samplers = [];

    public OfflineReply Compose(IEnumerable<ChatMessage> messages, ChatOptions? chat)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var model = chat?.ModelId ?? ModelProviders.OfflineName;
        var question = LastUserText(conversation);
        var inputTokens = conversation.Sum(static message => TokenEstimate.Of(message.Text));
        return ModeOf(model) switch
        {
            OfflineMode.Script => Scripted(conversation, question, model, inputTokens),
            OfflineMode.Echo when !AsksForSchema(chat) => new OfflineReply(question, model, inputTokens, options.Latency),
            _ => new OfflineReply(Sample(conversation, chat, question), model, inputTokens, options.Latency),
        };
    }

    private OfflineMode ModeOf(string model) => model switch
    {
        "echo" => OfflineMode.Echo,
        "script" => OfflineMode.Script,
        "sample" => OfflineMode.Sample,
        _ => options.Mode,
    };

    private OfflineReply Scripted(IReadOnlyList<ChatMessage> conversation, string question, string model, long inputTokens)
    {
        var turn = conversation.Count(static message => message.Role == ChatRole.Assistant);
        var reply = _script.Value.Next(question, turn);
        return new OfflineReply(reply.Text, model, inputTokens, options.Latency)
        {
            Delay = reply.Delay,
            CutAfterWords = reply.CutAfterWords,
            ToolCalls = [.. reply.ToolCalls.Select((call, index) => new FunctionCallContent($"call_{turn}_{index}", call.Name, ArgumentsOf(call)))],
            Failure = reply.Error is { } error ? FailureOf(error, reply.RetryAfter) : null,
        };
    }

    private static Dictionary<string, object?>? ArgumentsOf(ScriptedToolCall call)
        => JsonElement.Parse(call.Arguments).EnumerateObject().ToDictionary(static argument => argument.Name, static object? (argument) => argument.Value.Clone());

    private static ModelFailure FailureOf(string error, TimeSpan? retryAfter)
    {
        const string Message = "The offline script fails here.";
        return error switch
        {
            "rate_limited" => ModelFailure.RateLimited(Message, retryAfter),
            "timeout" => ModelFailure.TimedOut(Message),
            "unauthorized" => ModelFailure.Unauthorized(Message, 401),
            "validation_error" => ModelFailure.BadRequest(Message, "bad_request", 400),
            _ => ModelFailure.Unavailable(Message),
        };
    }

    private static bool AsksForSchema(ChatOptions? chat) => chat?.ResponseFormat is ChatResponseFormatJson { Schema: not null };

    private string Sample(IReadOnlyList<ChatMessage> conversation, ChatOptions? chat, string question)
    {
        var seed = Seed(conversation, chat).ToString("x16");
        return chat?.ResponseFormat is ChatResponseFormatJson { Schema: not null } format
            ? ValueOf(format, seed).ToJson()
            : $"{Label} No model was asked. This text stands in for the reply to: \"{Quote(question)}\" (#{seed})";
    }

    private JsonValue ValueOf(ChatResponseFormatJson format, string seed)
    {
        try
        {
            var sample = _samplers.GetValue(format, SamplerOf).Sample(new SampleOptions { Seed = seed, Label = Label });
            return sample.Value ?? throw new ModelCallException(ModelFailure.BadRequest(
                $"The offline provider cannot make up a value for this output schema: {string.Join("; ", sample.Problems)}", "unsatisfiable_schema"));
        }
        catch (SchemaException exception)
        {
            throw new ModelCallException(ModelFailure.BadRequest(exception.Message, "invalid_output_schema"), exception);
        }
    }

    private static SchemaSampler SamplerOf(ChatResponseFormatJson format) => SchemaSampler.Compile(JsonValue.Parse(format.Schema!.Value.GetRawText()));

    private static string Quote(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= QuotedLength ? line : line[..QuotedLength] + "…";
    }

    private static ulong Seed(IReadOnlyList<ChatMessage> conversation, ChatOptions? chat)
    {
        var hash = new StableHash();
        foreach (var message in conversation)
        {
            hash.Add(message.Role.Value);
            hash.Add(message.Text);
        }

        hash.Add($"{chat?.Temperature}|{chat?.MaxOutputTokens}|{chat?.Seed}");
        return hash.Value;
    }

    private static string LastUserText(IReadOnlyList<ChatMessage> conversation)
    {
        for (var i = conversation.Count - 1; i >= 0; i--)
        {
            if (conversation[i].Role == ChatRole.User)
            {
                return conversation[i].Text;
            }
        }

        return "";
    }
}
