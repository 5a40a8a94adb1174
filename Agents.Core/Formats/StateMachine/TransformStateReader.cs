using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>transform</c>: one expression, or a program that ends in one or sets <c>__result__</c>.</summary>
internal static class TransformStateReader
{
    public static State? Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        if (keys.Require("expression") is not ScalarNode source)
        {
            _ = keys.Text("expression");
            return null;
        }

        var program = Programs.Program(source, $"the expression of {keys.What}", keys.Bag);
        state.Draft.Reads.Add(new ReadUse(program, ReadKind.Program, source, 0) { Locals = ["__result__"] });
        return new TransformState(state.Name) { Expression = source.Text, Program = program };
    }
}
