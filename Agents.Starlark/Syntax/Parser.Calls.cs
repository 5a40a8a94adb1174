namespace Agents.Starlark;

/// <summary>Arguments of calls and parameters of functions, with the rules for their order.</summary>
internal sealed partial class Parser
{
    private CallExpression Call(Expression callee)
    {
        var open = Expect("(");
        List<Argument> arguments = [];
        var order = new OrderSoFar();
        while (!At(")"))
        {
            var argument = ParseArgument();
            RefuseGenerator();
            CheckOrder(order, argument);
            arguments.Add(argument);
            if (!At(")") && !Accept(","))
            {
                throw Unexpected("',' or ')'");
            }
        }

        Expect(")");
        return new CallExpression(callee.Position, callee, arguments, open);
    }

    private Argument ParseArgument()
    {
        var position = Current.Position;
        if (Accept("*"))
        {
            return new Argument(position, ArgumentKind.Star, "", Test());
        }

        if (Accept("**"))
        {
            return new Argument(position, ArgumentKind.StarStar, "", Test());
        }

        var value = Test();
        if (!At("="))
        {
            return new Argument(position, ArgumentKind.Positional, "", value);
        }

        if (value is not NameExpression name)
        {
            throw Stop("keyword argument must have form name=expr");
        }

        Take();
        return new Argument(position, ArgumentKind.Named, name.Name, Test());
    }

    private void CheckOrder(OrderSoFar before, Argument next)
    {
        var message = (next.Kind, before.StarStar, before.Star) switch
        {
            (ArgumentKind.StarStar, true, _) => "multiple **kwargs not allowed",
            (ArgumentKind.Star, true, _) => "*args may not follow **kwargs",
            (ArgumentKind.Star, _, true) => "multiple *args not allowed",
            (ArgumentKind.Positional, true, _) => "positional argument may not follow **kwargs",
            (ArgumentKind.Positional, _, true) => "positional argument may not follow *args",
            (ArgumentKind.Named, true, _) => "keyword argument may not follow **kwargs",
            (ArgumentKind.Named, _, true) => "keyword argument may not follow *args",
            (ArgumentKind.Positional, _, _) when before.Named => "positional argument may not follow named argument",
            (ArgumentKind.Named, _, _) when !before.Names.Add(next.Name) => $"keyword argument \"{next.Name}\" is repeated",
            _ => null,
        };
        if (message is not null)
        {
            _diagnostics.Add(next.Position, message);
        }

        before.StarStar |= next.Kind == ArgumentKind.StarStar;
        before.Star |= next.Kind == ArgumentKind.Star;
        before.Named |= next.Kind == ArgumentKind.Named;
    }

    private List<Parameter> Parameters(string end)
    {
        List<Parameter> parameters = [];
        var order = new OrderSoFar();
        while (!At(end))
        {
            var parameter = ParseParameter();
            CheckOrder(order, parameter);
            parameters.Add(parameter);
            if (!At(end) && !Accept(","))
            {
                throw Unexpected($"',' or '{end}'");
            }
        }

        CheckBareStar(parameters);
        return parameters;
    }

    private Parameter ParseParameter()
    {
        var position = Current.Position;
        var kind = Accept("**") ? ParameterKind.StarStar : Accept("*") ? ParameterKind.Star : ParameterKind.Plain;
        if (kind == ParameterKind.Star && Current.Kind != TokenKind.Identifier)
        {
            return new Parameter(position, kind, null, null);
        }

        if (At("/"))
        {
            throw Stop("positional-only parameters ('/') are not part of Starlark");
        }

        var name = Identifier();
        var expression = new NameExpression(name.Position, name.Text);
        return new Parameter(position, kind, expression, kind == ParameterKind.Plain && Accept("=") ? Test() : null);
    }

    private void CheckOrder(OrderSoFar before, Parameter next)
    {
        var message = next.Kind switch
        {
            ParameterKind.StarStar when before.StarStar => "multiple ** parameters not allowed",
            ParameterKind.Star when before.StarStar => "* parameter may not follow **kwargs",
            ParameterKind.Star when before.Star => "multiple * parameters not allowed",
            ParameterKind.Plain when before.StarStar => "parameter may not follow **kwargs",
            ParameterKind.Plain when !before.Star && next.Default is null && before.Named => "required parameter may not follow optional parameter",
            _ => null,
        };
        if (message is not null)
        {
            _diagnostics.Add(next.Position, message);
        }
        else if (next.Name is { } name && !before.Names.Add(name.Name))
        {
            _diagnostics.Add(name.Position, $"duplicate parameter: {name.Name}");
        }

        before.StarStar |= next.Kind == ParameterKind.StarStar;
        before.Star |= next.Kind == ParameterKind.Star;
        before.Named |= next.Default is not null;
    }

    private void CheckBareStar(List<Parameter> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var isBare = parameters[i] is { Kind: ParameterKind.Star, Name: null };
            if (isBare && (i + 1 == parameters.Count || parameters[i + 1].Kind != ParameterKind.Plain))
            {
                _diagnostics.Add(parameters[i].Position, "bare * must be followed by keyword-only parameters");
            }
        }
    }

    /// <summary>What came before in a list of arguments or parameters.</summary>
    private sealed class OrderSoFar
    {
        public bool StarStar { get; set; }

        public bool Star { get; set; }

        /// <summary>A named argument, or a parameter with a default.</summary>
        public bool Named { get; set; }

        public HashSet<string> Names { get; } = [];
    }
}
