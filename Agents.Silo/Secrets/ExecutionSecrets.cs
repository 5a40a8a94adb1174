using System.Collections.Immutable;
using Agents.Core.Json;
using Agents.Core.Secrets;

namespace Agents.Silo.Secrets;

/// <summary>What one execution was given and nothing records: its environment, and its inputs that are secret.</summary>
/// <param name="Env">By name.</param>
/// <param name="Inputs">By the path that references name.</param>
internal sealed record ExecutionSecrets(ImmutableDictionary<string, string> Env, ImmutableDictionary<string, string> Inputs)
{
    public static readonly ExecutionSecrets None = new(ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty);

    public bool IsEmpty => Env.IsEmpty && Inputs.IsEmpty;

    public IEnumerable<string> Values => Env.Values.Concat(Inputs.Values);

    /// <summary>What the journal says of them.</summary>
    public string[] Names => [.. Env.Keys.Select(static name => $"env.{name}").Concat(Inputs.Keys.Select(static path => $"{SecretReference.Inputs}.{path}")).Order(StringComparer.Ordinal)];

    /// <summary>These, with what is missing in them taken from others.</summary>
    public ExecutionSecrets Over(ExecutionSecrets others) => others.IsEmpty ? this : new(others.Env.SetItems(Env), others.Inputs.SetItems(Inputs));

    /// <summary>
    /// The same, where a secret input is nothing but a reference to one of the execution that gives it: its value. Any other reference stays text: what a model wrote
    /// must not choose among the stored secrets.
    /// </summary>
    public ExecutionSecrets FollowInto(ExecutionSecrets giver) => this with
    {
        Inputs = Inputs.ToImmutableDictionary(
            static pair => pair.Key,
            pair => SecretInputs.ReferredTo(pair.Value).FirstOrDefault() is { } path && pair.Value == SecretReference.ToInput(path) ? giver.Inputs.GetValueOrDefault(path, pair.Value) : pair.Value,
            StringComparer.Ordinal),
    };

    public string ToJson() => JsonObject.Of(("env", ToJson(Env)), ("inputs", ToJson(Inputs))).ToJson();

    public static ExecutionSecrets Parse(string json)
    {
        var document = (JsonObject)JsonValue.Parse(json);
        return new ExecutionSecrets(Read(document, "env"), Read(document, "inputs"));
    }

    // The generated one would print the values.
    public override string ToString() => string.Join(", ", Names);

    private static JsonObject ToJson(ImmutableDictionary<string, string> values) => JsonObject.From(values.Select(static pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value)));

    private static ImmutableDictionary<string, string> Read(JsonObject document, string key)
        => ((JsonObject)document[key]).ToImmutableDictionary(static pair => pair.Key, static pair => ((JsonString)pair.Value).Value, StringComparer.Ordinal);
}
