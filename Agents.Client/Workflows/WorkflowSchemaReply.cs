using System.Text.Json;

namespace Agents.Client.Workflows;

/// <summary>What a workflow takes: for forms, for validation and for trying it out.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Version">The version that the schema belongs to.</param>
/// <param name="JsonSchema">JSON Schema (2020-12) of the inputs, an object.</param>
public sealed record WorkflowSchemaReply(string WorkflowId, int Version, JsonElement JsonSchema)
{
    /// <summary>The inputs in the order in which a form asks for them; empty where the workflow takes none or anything.</summary>
    public IReadOnlyList<InputField> Fields { get; init; } = [];

    /// <summary>Inputs made from defaults, examples, enums and types, so that a workflow can be tried at once; null where none can be made.</summary>
    public JsonElement? Sample { get; init; }

    /// <summary>Environment variables that the definition reads and an execution must be given; empty for most.</summary>
    public IReadOnlyList<string> RequiredEnvironment { get; init; } = [];

    /// <summary>Everything that an execution may be given in <c>env</c>, in the definition's order.</summary>
    public IReadOnlyList<EnvironmentField> Environment { get; init; } = [];
}

/// <summary>A value that executions are given beside their inputs, and that nothing records.</summary>
/// <param name="Name">The key in <c>env</c>.</param>
/// <param name="Required">Whether an execution cannot start without it.</param>
/// <param name="Description">What it is for; null where the definition does not say.</param>
/// <param name="IsSet">Whether a stored secret of that name stands in where <c>env</c> does not give it.</param>
public sealed record EnvironmentField(string Name, bool Required, string? Description, bool IsSet);

/// <summary>One input of a workflow.</summary>
/// <param name="Name">The key in <c>inputs</c>.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c>, <c>object</c>, or <c>any</c>.</param>
public sealed record InputField(string Name, string Type)
{
    /// <summary>What a form calls it; null means the name.</summary>
    public string? Label { get; init; }

    /// <summary>Whether an execution cannot start without it.</summary>
    public bool Required { get; init; }

    /// <summary>What it means; null where the definition does not say.</summary>
    public string? Description { get; init; }

    /// <summary>Its value where none is given; null where there is no default.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The only values that it may have; empty where the type alone limits it.</summary>
    public IReadOnlyList<JsonElement> Enum { get; init; } = [];

    /// <summary>A <c>format</c> of JSON Schema, e.g. <c>date</c>, <c>uri</c>; null where there is none.</summary>
    public string? Format { get; init; }

    /// <summary>Whether it is redacted everywhere after input.</summary>
    public bool Secret { get; init; }

    /// <summary>Its own JSON Schema, for what the other members do not say; null where there is none.</summary>
    public JsonElement? Schema { get; init; }
}
