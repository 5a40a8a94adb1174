namespace Agents.Starlark;

/// <summary>Turns resolved syntax into nodes.</summary>
internal sealed partial class Compiler(StarlarkDialect dialect)
{
    public FunctionCode Program(IReadOnlyList<Statement> program, FunctionBlock module)
    {
        return new FunctionCode
        {
            Name = "<toplevel>",
            Position = program.Count > 0 ? program[0].Position : new SourcePosition(1, 1),
            Parameters = Parameters([]),
            Body = Statements(program, isTail: true),
            Captures = [],
            SlotCount = module.SlotCount,
            CellCount = module.CellCount,
        };
    }

    private FunctionNode Function(FunctionSyntax syntax)
    {
        var block = syntax.Block!;
        var code = new FunctionCode
        {
            Name = syntax.Name,
            Position = syntax.Position,
            Parameters = Parameters(syntax.Parameters),
            Body = Statements(syntax.Body, isTail: false),
            Captures = [.. block.Free.OrderBy(free => free.Value).Select(free => free.Key).Select(variable => Capture(variable, block.Parent!.Function))],
            SlotCount = block.SlotCount,
            CellCount = block.CellCount,
        };
        Node?[] defaults = [.. syntax.Parameters.Where(parameter => parameter.Kind == ParameterKind.Plain).Select(parameter => Optional(parameter.Default))];
        return new FunctionNode(code, defaults);
    }

    private static CaptureSource Capture(Variable variable, FunctionBlock outer)
        => variable.Owner == outer ? new(false, variable.Cell) : new(true, outer.Free[variable]);

    private static ParameterList Parameters(IReadOnlyList<Parameter> parameters)
    {
        var plain = parameters.Where(parameter => parameter.Kind == ParameterKind.Plain).ToList();
        return new ParameterList
        {
            Names = [.. plain.Select(parameter => parameter.Name!.Name)],
            Slots = [.. plain.Select(parameter => VariableOf(parameter).Slot)],
            PositionalCount = parameters.TakeWhile(parameter => parameter.Kind == ParameterKind.Plain).Count(),
            StarSlot = SlotOf(parameters, ParameterKind.Star),
            StarStarSlot = SlotOf(parameters, ParameterKind.StarStar),
            Cells = [.. parameters.Where(parameter => parameter.Name is not null).Select(VariableOf)
                .Where(variable => variable.Cell >= 0).Select(variable => (variable.Slot, variable.Cell))],
        };
    }

    private static Variable VariableOf(Parameter parameter) => ((Binding.Local)parameter.Name!.Binding!).Variable;

    private static int SlotOf(IReadOnlyList<Parameter> parameters, ParameterKind kind)
        => parameters.FirstOrDefault(parameter => parameter.Kind == kind && parameter.Name is not null) is { } found ? VariableOf(found).Slot : -1;
}
