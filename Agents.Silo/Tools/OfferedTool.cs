using System.Runtime.CompilerServices;
using System.Text.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tools;

/// <summary>A tool that an agent is given, and how it uses it.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Use">The agent's own line about it.</param>
internal sealed record OfferedTool(ITool Tool, ToolReference Use)
{
    private static readonly ConditionalWeakTable<ITool, AIFunctionDeclaration> Declarations = [];
    private static readonly ConditionalWeakTable<ITool, JsonSchema> Schemas = [];

    /// <summary>What the model is told of it.</summary>
    public AIFunctionDeclaration Declaration => Declarations.GetValue(
        Tool, static tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, JsonElement.Parse(tool.InputSchema.ToUtf8Bytes()), null));

    /// <summary>What its arguments must match.</summary>
    /// <exception cref="SchemaException">The tool's own schema is wrong.</exception>
    public JsonSchema Schema => Schemas.GetValue(Tool, static tool => JsonSchema.Compile(tool.InputSchema));
}
