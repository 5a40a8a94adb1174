using Agents.Core.Forms;
using Agents.Core.Json;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary>
/// A conversation as a workflow's inputs. <c>inputs</c> and <c>metadata</c> give inputs by name; a list named <c>messages</c> or <c>conversation</c> takes the
/// conversation; the last user message goes to the text named <c>message</c>, else to the one text that is required, else to the one text that there is.
/// </summary>
internal static class ChatInputs
{
    private const string Message = "message";

    private const string Messages = "messages";

    private static readonly string[] ConversationNames = [Messages, "conversation"];

    /// <summary>The inputs; null and what is wrong where nobody can tell which of them takes the message.</summary>
    /// <param name="schema">The workflow's input schema; null where it takes anything.</param>
    /// <param name="request">The request.</param>
    /// <param name="problem">What is wrong.</param>
    public static JsonObject? Of(JsonValue? schema, ChatRequest request, out ChatProblem? problem)
    {
        problem = null;
        var fields = WorkflowForm.From(schema).Fields.Where(static field => field.Pointer.LastIndexOf('/') == 0).ToList();
        var inputs = WithMetadata(request.Inputs, fields, request.Metadata);
        if (schema is null)
        {
            return WithDefault(WithDefault(inputs, Message, LastOf(request)), Messages, ConversationOf(request));
        }

        var isTold = false;
        foreach (var field in fields.Where(field => field.Type == "array" && ConversationNames.Contains(field.Name) && !inputs.ContainsKey(field.Name)))
        {
            (inputs, isTold) = (inputs.With(field.Name, ConversationOf(request)), true);
        }

        var texts = fields.Where(field => IsText(field) && !inputs.ContainsKey(field.Name)).ToList();
        if ((texts.Find(static field => field.Name == Message) ?? Only(texts.Where(static field => field.Required)) ?? Only(texts)) is { } taker)
        {
            return inputs.With(taker.Name, LastOf(request));
        }

        // Where no input takes text, the message only starts it.
        if (isTold || texts.Count == 0)
        {
            return inputs;
        }

        problem = new ChatProblem(
            "inputs", $"The message may be meant for {string.Join(", ", texts.Select(static field => $"'{field.Name}'"))}. Give all but one of them in 'inputs', or name the one that takes it '{Message}' in the workflow.");
        return null;
    }

    private static JsonObject WithMetadata(JsonObject inputs, List<FormField> fields, JsonObject metadata)
        => fields.Where(field => metadata.ContainsKey(field.Name)).Aggregate(inputs, (given, field) => WithDefault(given, field.Name, Typed(metadata[field.Name], field.Type)));

    // Metadata has texts alone: what is to be a number is written as one.
    private static JsonValue Typed(JsonValue value, string type)
        => value is JsonString text && type is not ("string" or "any") && JsonValue.TryParse(text.Value, out var typed) ? typed : value;

    private static JsonObject WithDefault(JsonObject inputs, string name, JsonValue value) => inputs.ContainsKey(name) ? inputs : inputs.With(name, value);

    private static bool IsText(FormField field) => field is { Type: "string", Enum.Count: 0, Format: null, Secret: false };

    private static FormField? Only(IEnumerable<FormField> fields) => fields.Take(2).ToList() is [var one] ? one : null;

    private static JsonValue LastOf(ChatRequest request) => request.Messages.Last(static message => message.Role == "user").Text;

    private static JsonArray ConversationOf(ChatRequest request)
        => JsonArray.From(request.Messages.Select(static message => JsonObject.Of(("role", message.Role), ("content", message.Text))));
}
