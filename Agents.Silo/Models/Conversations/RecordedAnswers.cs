using System.Text.Json;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>Answers of models and results of tools, between the journal's form and the form that models are asked in.</summary>
internal static class RecordedAnswers
{
    /// <summary>The tool calls that an answer asks for, in order.</summary>
    public static IReadOnlyList<ToolRequest> Requests(ChatMessage message)
        => [.. message.Contents.OfType<FunctionCallContent>().Select(static call => new ToolRequest(call.CallId, call.Name, ArgumentsOf(call)))];

    /// <summary>The answer in its provider's parts, where text and tool calls do not say all; else null.</summary>
    public static JsonValue? Parts(ChatMessage message)
        => message.AdditionalProperties is null && message.Contents.All(IsPlain) && IsInOrder(message.Contents) ? null : MessageJson.Write(message);

    /// <summary>An answer as the model gave it.</summary>
    public static ChatMessage ToMessage(ModelReplied reply)
    {
        if (reply.Message is JsonObject parts)
        {
            return MessageJson.Read(parts);
        }

        var contents = new List<AIContent>();
        if (reply.Text.Length > 0)
        {
            contents.Add(new TextContent(reply.Text));
        }

        contents.AddRange(reply.ToolCalls!.Select(static request => new FunctionCallContent(request.Id, request.Tool, Arguments(request.Arguments))));
        return new ChatMessage(ChatRole.Assistant, contents);
    }

    /// <summary>The results of a round, in the order of its calls.</summary>
    public static ChatMessage ToMessage(ConversationRound round)
        => new(ChatRole.Tool, [.. round.Returns.Values.Select(static result => (AIContent)ToContent(result))]);

    private static FunctionResultContent ToContent(ToolReturned result) => result.Error is { } error
        ? new FunctionResultContent(result.ToolCallId, $"Error: {error.Message}") { AdditionalProperties = new() { [MessageProperties.IsError] = true } }
        : new FunctionResultContent(result.ToolCallId, result.Result is JsonString text ? text.Value : result.Result?.ToJson() ?? "");

    private static JsonValue ArgumentsOf(FunctionCallContent call)
        => call.AdditionalProperties?.GetValueOrDefault(MessageProperties.MalformedArguments) is string malformed ? malformed
            : MessagePartJson.Arguments(call) is JsonObject arguments ? arguments : JsonObject.Empty;

    private static Dictionary<string, object?>? Arguments(JsonValue arguments)
        => (arguments as JsonObject)?.ToDictionary(static argument => argument.Key, static object? (argument) => JsonElement.Parse(argument.Value.ToUtf8Bytes()));

    private static bool IsPlain(AIContent part) => part is TextContent or FunctionCallContent && part.AdditionalProperties is null;

    // One text, then the calls: what is read back from text and calls is the same.
    private static bool IsInOrder(IList<AIContent> parts) => !parts.Skip(1).OfType<TextContent>().Any();
}
