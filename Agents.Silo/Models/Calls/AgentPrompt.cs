using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>The messages of one agent turn: instructions, then task and input, then what went wrong with the last answer.</summary>
internal static class AgentPrompt
{
    public static List<ChatMessage> Messages(AgentRequest request)
    {
        if (request.Agent.Prompt is { } prompt)
        {
            return FilePrompt.Messages(request, prompt);
        }

        var messages = new List<ChatMessage>(2);
        if (request.Agent.Instructions is { } instructions)
        {
            messages.Add(new ChatMessage(ChatRole.System, instructions));
        }

        messages.Add(new ChatMessage(ChatRole.User, UserText(request.Task, request.Input)));
        return messages;
    }

    /// <summary>Asks again, saying what was wrong.</summary>
    public static void AddFeedback(List<ChatMessage> messages, string answer, IReadOnlyList<string> problems)
    {
        messages.Add(new ChatMessage(ChatRole.Assistant, answer));
        messages.Add(new ChatMessage(
            ChatRole.User,
            $"That answer does not match the JSON schema:\n- {string.Join("\n- ", problems)}\nAnswer again with the corrected JSON value alone, without any other text."));
    }

    /// <summary>What is asked of an agent that has no words of its own for it.</summary>
    public static string UserText(string? task, JsonValue? input) => (task, TextOf(input)) switch
    {
        ({ } both, { } data) => $"{both}\n\nInput:\n{data}",
        ({ } alone, null) => alone,
        (null, { } data) => data,
        _ => "Proceed as instructed.",
    };

    /// <summary>A value as a prompt shows it; null where there is nothing to show.</summary>
    public static string? TextOf(JsonValue? input) => input switch
    {
        null or JsonNull => null,
        JsonString text => text.Value,
        _ => input.ToJson(),
    };
}
