using System.Text.Json;
using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Messages;

/// <summary>One part of a message as JSON: text, thoughts, a call of a tool or its result.</summary>
internal static class MessagePartJson
{
    private const string Text = "text";
    private const string Reasoning = "reasoning";
    private const string ToolCall = "tool_call";
    private const string ToolResult = "tool_call_response";

    public static JsonObject Write(AIContent part)
    {
        var json = new JsonObjectBuilder(5);
        switch (part)
        {
            case TextContent text:
                json.Set("type", Text);
                json.Set("content", text.Text);
                break;
            case TextReasoningContent thought:
                json.Set("type", Reasoning);
                json.Set("content", thought.Text);
                SetOptional(json, "protected", thought.ProtectedData);
                break;
            case FunctionCallContent call:
                json.Set("type", ToolCall);
                json.Set("id", call.CallId);
                json.Set("name", call.Name);
                json.Set("arguments", Arguments(call));
                break;
            case FunctionResultContent result:
                json.Set("type", ToolResult);
                json.Set("id", result.CallId);
                json.Set("response", ExtraJson.ToJson(result.Result));
                break;
            default:
                throw new NotSupportedException($"A part of type '{part.GetType().Name}' cannot be kept in a journal.");
        }

        ExtraJson.Write(json, part.AdditionalProperties);
        return json.Build();
    }

    public static AIContent Read(JsonValue json)
    {
        var part = json as JsonObject ?? throw new InvalidDataException("A part of a message is not an object.");
        AIContent content = TextOf(part, "type") switch
        {
            Text => new TextContent(TextOf(part, "content")),
            Reasoning => new TextReasoningContent(TextOf(part, "content")) { ProtectedData = (part.Find("protected") as JsonString)?.Value },
            ToolCall => new FunctionCallContent(TextOf(part, "id"), TextOf(part, "name"), Arguments(part)),
            ToolResult => new FunctionResultContent(TextOf(part, "id"), ExtraJson.ToObject(part.Find("response") ?? JsonValue.Null)),
            var type => throw new InvalidDataException($"A message has a part of the unknown type '{type}'."),
        };
        content.AdditionalProperties = ExtraJson.Read(part);
        return content;
    }

    public static string TextOf(JsonObject json, string key)
        => (json.Find(key) as JsonString)?.Value ?? throw new InvalidDataException($"A message or its part has no text '{key}'.");

    /// <summary>The arguments of a call; null where the model sent something that is not a JSON object.</summary>
    public static JsonValue Arguments(FunctionCallContent call)
        => call.Arguments is null
            ? JsonValue.Null
            : JsonObject.From(call.Arguments.Select(static argument => KeyValuePair.Create(argument.Key, ExtraJson.ToJson(argument.Value))));

    // As a provider's client gives them: each a JSON element, the order kept.
    private static Dictionary<string, object?>? Arguments(JsonObject part)
        => part.Find("arguments") is JsonObject arguments
            ? arguments.ToDictionary(static argument => argument.Key, static object? (argument) => JsonElement.Parse(argument.Value.ToUtf8Bytes()))
            : null;

    private static void SetOptional(JsonObjectBuilder json, string key, string? text)
    {
        if (text is not null)
        {
            json.Set(key, text);
        }
    }
}
