namespace Agents.Starlark;

/// <summary>Arguments of calls and parameters of functions, with the rules for their order.</summary>
internal sealed partial class Parser
{
    private CallExpression Call(Expression callee)
    {
        var open = Expect("(");
        List<Argument> arguments = [];
        while (!At(")"))
        {
            var argument = ParseArgument();
            RefuseGenerator();
            CheckOrder(arguments, argument);
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

    private void CheckOrder(List<Argument> before, Argument next)
    {
        var sawStarStar = before.Exists(argument => argument.Kind == ArgumentKind.StarStar);
        var sawStar = before.Exists(argument => argument.Kind == ArgumentKind.Star);
        var sawNamed = before.Exists(argument => argument.Kind == ArgumentKind.Named);
        var message = (next.Kind, sawStarStar, sawStar) switch
        {
            (ArgumentKind.StarStar, true, _) => "multiple **kwargs not allowed",
            (ArgumentKind.Star, true, _) => "*args may not follow **kwargs",
            (ArgumentKind.Star, _, true) => "multiple *args not allowed",
            (ArgumentKind.Positional, true, _) => "positional argument may not follow **kwargs",
            (ArgumentKind.Positional, _, true) => "positional argument may not follow *args",
            (ArgumentKind.Named, true, _) => "keyword argument may not follow **kwargs",
            (ArgumentKind.Named, _, true) => "keyword argument may not follow *args",
            (ArgumentKind.Positional, _, _) when sawNamed => "positional argument may not follow named argument",
            (ArgumentKind.Named, _, _) when before.Exists(argument => argument.Kind == ArgumentKind.Named && argument.Name == next.Name)
                => $"keyword argument \"{next.Name}\" is repeated",
            _ => null,
        };
        if (message is not null)
        {
            _diagnostics.Add(next.Position, message);
        }
    }

    private List<Parameter> Parameters(string end)
    {
        List<Parameter> parameters = [];
        while (!At(end))
        {
            var parameter = ParseParameter();
            CheckOrder(parameters, parameter);
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

    private void CheckOrder(List<Parameter> before, Parameter next)
    {
        var sawStarStar = before.Exists(parameter => parameter.Kind == ParameterKind.StarStar);
        var sawStar = before.Exists(parameter => parameter.Kind == ParameterKind.Star);
        var message = next.Kind switch
        {
            ParameterKind.StarStar when sawStarStar => "multiple ** parameters not allowed",
            ParameterKind.Star when sawStarStar => "* parameter may not follow **kwargs",
            ParameterKind.Star when sawStar => "multiple * parameters not allowed",
            ParameterKind.Plain when sawStarStar => "parameter may not follow **kwargs",
            ParameterKind.Plain when !sawStar && next.Default is null && before.Exists(parameter => parameter.Default is not null)
                => "required parameter may not follow optional parameter",
            _ => null,
        };
        if (message is not null)
        {
            _diagnostics.Add(next.Position, message);
        }
        else if (next.Name is { } name && before.Exists(parameter => parameter.Name?.Name == name.Name))
        {
            _diagnostics.Add(name.Position, $"duplicate parameter: {name.Name}");
        }
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
}
