using Agents.Core.AgentFiles;
using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>
/// The messages of an agent file. Its text says what the model is told of task and input; a task that it does not read is a message of its own,
/// with the input where the text does not read that either.
/// </summary>
internal static class FilePrompt
{
    /// <exception cref="PromptException">The text cannot be filled in.</exception>
    public static List<ChatMessage> Messages(AgentRequest request, PromptTemplate prompt)
    {
        var given = Given(request);
        var messages = new List<ChatMessage>();
        if (request.Agent.Instructions is { } instructions)
        {
            messages.Add(new ChatMessage(ChatRole.System, instructions));
        }

        messages.AddRange(prompt.Render(Values(request, given)).Select(static message => new ChatMessage(RoleOf(message.Role), message.Text)));
        if (!prompt.ReadsTask)
        {
            var input = prompt.ReadsAny(given.Keys.Append(PromptNames.Input)) ? null : request.Input;
            if (request.Task is not null || AgentPrompt.TextOf(input) is not null)
            {
                messages.Add(new ChatMessage(ChatRole.User, AgentPrompt.UserText(request.Task, input)));
            }
        }

        if (messages.Count == 0 || messages[^1].Role != ChatRole.User)
        {
            messages.Add(new ChatMessage(ChatRole.User, AgentPrompt.UserText(null, null)));
        }

        return messages;
    }

    private static JsonObject Given(AgentRequest request)
    {
        var input = request.Input as JsonObject ?? JsonObject.Empty;
        return request.Variables is JsonObject variables ? JsonObject.From(input.Where(entry => !variables.ContainsKey(entry.Key)).Concat(variables)) : input;
    }

    private static JsonObject Values(AgentRequest request, JsonObject given)
    {
        (string Name, JsonValue Value)[] always =
        [
            (PromptNames.Task, request.Task ?? ""),
            (PromptNames.UserInput, request.Task ?? AgentPrompt.TextOf(request.Input) ?? ""),
            (PromptNames.Input, request.Input ?? JsonValue.Null),
        ];
        return JsonObject.From(given.Concat(always.Where(value => !given.ContainsKey(value.Name)).Select(static value => KeyValuePair.Create(value.Name, value.Value))));
    }

    private static ChatRole RoleOf(PromptRole role) => role switch
    {
        PromptRole.System => ChatRole.System,
        PromptRole.Model => ChatRole.Assistant,
        _ => ChatRole.User,
    };
}
