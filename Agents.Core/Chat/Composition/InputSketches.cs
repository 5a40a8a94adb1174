using Agents.Core.Chat.Descriptions;
using Agents.Core.Json;

namespace Agents.Core.Chat.Composition;

/// <summary>The inputs of the workflow that is composed.</summary>
internal sealed class InputSketches
{
    private readonly Dictionary<string, JsonObject> _schemas = [];
    private readonly bool _isScheduled;

    public InputSketches(Sketch sketch)
    {
        _isScheduled = sketch.Schedule is not null;
        foreach (var name in sketch.Inputs)
        {
            _schemas[name] = JsonObject.Of(("type", "string"));
        }
    }

    public IReadOnlyCollection<string> Names => _schemas.Keys;

    public void AddNumber(string name) => _schemas[name] = JsonObject.Of(("type", "number"));

    public void AddList(string name) => _schemas[name] = JsonObject.Of(("type", "array"), ("items", JsonObject.Of(("type", "string"))));

    /// <summary>Null where there are none: any object is taken then.</summary>
    public JsonObject? ToSchema()
    {
        if (_schemas.Count == 0)
        {
            return null;
        }

        // Nobody is asked when a schedule starts it, so it must have something to go on.
        var properties = JsonObject.From(_schemas.Select(pair => KeyValuePair.Create(pair.Key, (JsonValue)(_isScheduled ? pair.Value.With("default", Example(pair.Key, pair.Value)) : pair.Value))));
        var schema = JsonObject.Of(("type", "object"), ("properties", properties));
        return _isScheduled ? schema : schema.With("required", JsonArray.From(_schemas.Keys.Select(static name => (JsonValue)name)));
    }

    private static JsonValue Example(string name, JsonObject schema) => schema["type"] switch
    {
        JsonString { Value: "number" } => 1L,
        JsonString { Value: "array" } => JsonArray.Create(name),
        _ => StateNames.Title(name).ToLowerInvariant(),
    };
}
