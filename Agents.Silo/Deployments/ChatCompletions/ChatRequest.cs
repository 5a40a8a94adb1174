using Agents.Core.Json;
using Agents.Silo.Hosting;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>developer</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
internal sealed record ChatMessage(string Role, string Text);

/// <summary>What is wrong with a request.</summary>
/// <param name="Parameter">Where: the name of a member of the body.</param>
/// <param name="Message">What, and what to do about it.</param>
internal sealed record ChatProblem(string Parameter, string Message);

/// <summary>The body of <c>POST /v1/chat/completions</c>. What would shape a model's answer (temperature, limits, formats) is the workflow's to say, and is passed over.</summary>
/// <param name="Model">Which deployment.</param>
/// <param name="Messages">The conversation, oldest first; at least one message is a user's.</param>
internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages)
{
    private static readonly string[] Roles = ["system", "developer", "user", "assistant"];

    /// <summary>The reply comes in chunks.</summary>
    public bool IsStream { get; private init; }

    /// <summary>The last chunk tells what was used.</summary>
    public bool WantsUsage { get; private init; }

    /// <summary>Inputs by name.</summary>
    public JsonObject Inputs { get; private init; } = JsonObject.Empty;

    /// <summary>Texts by name. Those that are named like inputs are meant for them.</summary>
    public JsonObject Metadata { get; private init; } = JsonObject.Empty;

    /// <summary>Reads a body; null and what is wrong with it where it is none.</summary>
    public static ChatRequest? Read(ReadOnlySpan<byte> utf8, out ChatProblem? problem)
    {
        problem = !JsonBody.TryParse(utf8, out var value, out var unreadable) ? new ChatProblem("body", unreadable)
            : value is not JsonObject ? new ChatProblem("body", "The body is a JSON object like {\"model\": \"hello\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}.")
            : ProblemOf((JsonObject)value);
        if (problem is not null)
        {
            return null;
        }

        var body = (JsonObject)value!;
        var messages = ReadMessages(body.Find("messages"), out problem);
        return messages is null ? null : new ChatRequest(((JsonString)body["model"]).Value, messages)
        {
            IsStream = body.Find("stream") is JsonBoolean { Value: true },
            WantsUsage = (body.Find("stream_options") as JsonObject)?.Find("include_usage") is JsonBoolean { Value: true },
            Inputs = InputsOf(body) as JsonObject ?? JsonObject.Empty,
            Metadata = body.Find("metadata") as JsonObject ?? JsonObject.Empty,
        };
    }

    private static ChatProblem? ProblemOf(JsonObject body)
        => body.Find("model") is not JsonString { Value.Length: > 0 } ? new("model", "'model' is the id or the path of a deployment. GET /v1/models lists them.")
            : body.Find("stream") is not (null or JsonNull or JsonBoolean) ? new("stream", "'stream' is true or false.")
            : body.Find("stream_options") is not (null or JsonNull or JsonObject) ? new("stream_options", "'stream_options' is an object like {\"include_usage\": true}.")
            : body.Find("n") is JsonNumber number && !(number.TryGetInt64(out var choices) && choices == 1) ? new("n", "'n' is 1: a deployment gives one answer.")
            : body.Find("tools") is JsonArray { Count: > 0 } ? new("tools", "Deployments call no tools of their callers. Leave 'tools' out; a workflow's own agents use its tools.")
            : body.Find("functions") is JsonArray { Count: > 0 } ? new("functions", "Deployments call no functions of their callers. Leave 'functions' out.")
            : InputsOf(body) is not (null or JsonNull or JsonObject) ? new("inputs", "'inputs' is an object with the workflow's inputs by name.")
            : body.Find("metadata") is not (null or JsonNull or JsonObject) ? new("metadata", "'metadata' is an object of texts.")
            : null;

    // The official clients put the members of extra_body into the body itself; who writes the body by hand may write it as it is named.
    private static JsonValue? InputsOf(JsonObject body) => body.Find("inputs") ?? (body.Find("extra_body") as JsonObject)?.Find("inputs");

    private static List<ChatMessage>? ReadMessages(JsonValue? value, out ChatProblem? problem)
    {
        problem = null;
        var messages = new List<ChatMessage>();
        foreach (var item in value as JsonArray ?? JsonArray.Empty)
        {
            var place = $"messages[{messages.Count}]";
            if (item is not JsonObject message || message.Find("role") is not JsonString role || !Roles.Contains(role.Value))
            {
                problem = new ChatProblem(place, $"'{place}' is an object with 'role' ({string.Join(", ", Roles)}) and 'content'.");
                return null;
            }

            if (TextOf(message.Find("content")) is not { } text)
            {
                problem = new ChatProblem($"{place}.content", $"'{place}.content' is a text, or a list of parts of type text; deployments take no other parts.");
                return null;
            }

            messages.Add(new ChatMessage(role.Value, text));
        }

        problem = messages.Exists(static message => message.Role == "user") ? null : new ChatProblem("messages", "'messages' is a list with at least one message whose role is user.");
        return problem is null ? messages : null;
    }

    private static string? TextOf(JsonValue? content) => content switch
    {
        JsonString text => text.Value,
        JsonArray parts when parts.All(static part => part is JsonObject { } known && known.Find("type") is JsonString { Value: "text" } && known.Find("text") is JsonString)
            => string.Join("\n", parts.Select(static part => ((JsonString)((JsonObject)part)["text"]).Value)),
        _ => null,
    };
}
