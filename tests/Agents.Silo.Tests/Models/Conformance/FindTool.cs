using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>A tool as an agent has it.</summary>
internal sealed class FindTool : AIFunctionDeclaration
{
    public override string Name => "find";

    public override string Description => "Finds pods.";

    public override JsonElement JsonSchema { get; } = JsonElement.Parse("""{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""");
}
