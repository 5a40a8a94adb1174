using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Messages;

/// <summary>Makes calls of tools from what models send.</summary>
internal static class ToolCalls
{
    /// <summary>A call. Where the model sent arguments that are not a JSON object it has none, and keeps what was sent.</summary>
    /// <param name="id">The provider's id; null where it gives none, and one of ours takes its place.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments as JSON; empty means none.</param>
    /// <param name="messages">The conversation before, in which ids must not repeat.</param>
    /// <param name="index">Which call of the answer it is, from 0.</param>
    public static FunctionCallContent Create(string? id, string name, string arguments, IReadOnlyList<ChatMessage> messages, int index)
    {
        var parsed = Parse(arguments);
        var call = new FunctionCallContent(id ?? OwnId(messages, index), name, parsed);
        if (parsed is null)
        {
            (call.AdditionalProperties ??= [])[MessageProperties.MalformedArguments] = arguments;
        }

        if (id is null)
        {
            (call.AdditionalProperties ??= [])[MessageProperties.OwnCallId] = true;
        }

        return call;
    }

    /// <summary>The provider's id of a call; null where it gave none.</summary>
    public static string? IdOf(FunctionCallContent call)
        => call.AdditionalProperties is { } properties && properties.ContainsKey(MessageProperties.OwnCallId) ? null : call.CallId;

    /// <summary>The arguments as JSON: as the model sent them where that is no object.</summary>
    public static string ArgumentsOf(FunctionCallContent call) => MalformedOf(call) ?? MessagePartJson.Arguments(call) switch
    {
        Agents.Core.Json.JsonObject arguments => arguments.ToJson(),
        _ => "{}",
    };

    /// <summary>What the model sent in the place of a JSON object; null where it sent one.</summary>
    public static string? MalformedOf(FunctionCallContent call)
        => call.AdditionalProperties is { } properties && properties.TryGetValue(MessageProperties.MalformedArguments, out var text) ? text as string : null;

    /// <summary>What a tool returned, as text.</summary>
    public static string TextOf(FunctionResultContent result) => result.Result as string ?? ExtraJson.ToJson(result.Result).ToJson();

    /// <summary>Whether a tool failed.</summary>
    public static bool IsError(FunctionResultContent result)
        => result.AdditionalProperties is { } properties && properties.TryGetValue(MessageProperties.IsError, out var isError) && isError is true;

    private static Dictionary<string, object?>? Parse(string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return [];
        }

        try
        {
            var root = JsonElement.Parse(arguments);
            return root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().GroupBy(static member => member.Name).ToDictionary(static group => group.Key, static object? (group) => group.Last().Value) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The same conversation gives the same ids, so a call that is made again after a crash is the same call.
    private static string OwnId(IReadOnlyList<ChatMessage> messages, int index)
        => $"call_{messages.Sum(static message => message.Contents.Count(static part => part is FunctionCallContent)) + index}";
}
