using System.Reflection;
using System.Reflection.Emit;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Writes one method of a proxy: the sending side, and the static function that calls the grain.</summary>
internal sealed class GrainProxyMethod
{
    private const int MostParameters = 7;

    private static readonly Type[] Tuples =
    [
        typeof(ValueTuple), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>),
        typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    private readonly MethodInfo _method;
    private readonly Type[] _parameters;
    private readonly Type _arguments;
    private readonly FieldBuilder _field;
    private readonly MethodBuilder _invoke;

    public GrainProxyMethod(TypeBuilder proxy, MethodInfo method, int index)
    {
        _method = method;
        _parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        Check();
        _arguments = _parameters.Length == 0 ? Tuples[0] : Tuples[_parameters.Length].MakeGenericType(_parameters);
        _field = proxy.DefineField($"method{index}", typeof(GrainMethod<>).MakeGenericType(_arguments), FieldAttributes.Public | FieldAttributes.Static);
        _invoke = proxy.DefineMethod($"invoke{index}", MethodAttributes.Public | MethodAttributes.Static, typeof(object), [typeof(object), _arguments]);
        WriteInvoke(_invoke.GetILGenerator());
        WriteSend(proxy);
    }

    private bool IsEnumerable => IsGeneric(typeof(IAsyncEnumerable<>));

    private bool IsValueTask => _method.ReturnType == typeof(ValueTask) || IsGeneric(typeof(ValueTask<>));

    private bool IsOneWay => _method.ReturnType == typeof(void) || _method.IsDefined(typeof(OneWayAttribute));

    /// <summary>Gives the finished type its method's description.</summary>
    public void Bind(Type proxy)
    {
        var invoke = proxy.GetMethod(_invoke.Name)!.CreateDelegate(typeof(Func<,,>).MakeGenericType(typeof(object), _arguments, typeof(object)));
        proxy.GetField(_field.Name)!.SetValue(null, Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(_arguments), _method, invoke));
    }

    private void Check()
    {
        var problem = _method.IsGenericMethodDefinition ? "is generic"
            : _parameters.Length > MostParameters ? $"has more than {MostParameters} parameters: pass a record"
            : Array.Exists(_parameters, parameter => parameter.IsByRef) ? "has a ref, in or out parameter"
            : IsEnumerable || IsValueTask || _method.ReturnType == typeof(void) || typeof(Task).IsAssignableFrom(_method.ReturnType) ? null
            : "returns neither Task, ValueTask, IAsyncEnumerable nor void";
        if (problem is not null)
        {
            throw new NotSupportedException($"Grain method {_method.DeclaringType}.{_method.Name} {problem}.");
        }
    }

    /// <summary>Turns the arguments into a value tuple and hands them, with the method's description, to the reference.</summary>
    private void WriteSend(TypeBuilder proxy)
    {
        var send = proxy.DefineMethod(
            $"{_method.DeclaringType!.FullName}.{_method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            _method.ReturnType,
            _parameters);
        var il = send.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, _field);
        WriteArguments(il);
        il.Emit(OpCodes.Call, Sender());
        WriteReturn(il);
        proxy.DefineMethodOverride(send, _method);
    }

    private void WriteArguments(ILGenerator il)
    {
        if (_parameters.Length == 0)
        {
            var none = il.DeclareLocal(_arguments);
            il.Emit(OpCodes.Ldloc, none);
            return;
        }

        for (var index = 0; index < _parameters.Length; index++)
        {
            il.Emit(OpCodes.Ldarg, index + 1);
        }

        il.Emit(OpCodes.Newobj, _arguments.GetConstructor(_parameters)!);
    }

    private MethodInfo Sender()
    {
        var (name, types) = IsOneWay ? (nameof(GrainReference.Tell), new[] { _arguments })
            : IsEnumerable ? (nameof(GrainReference.Enumerate), [_arguments, Result()])
            : (nameof(GrainReference.Ask), [_arguments, Result()]);
        return typeof(GrainReference).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(types);
    }

    private void WriteReturn(ILGenerator il)
    {
        if (_method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }
        else if (IsValueTask && IsOneWay)
        {
            il.Emit(OpCodes.Newobj, typeof(ValueTask).GetConstructor([typeof(Task)])!);
        }
        else if (IsValueTask)
        {
            var task = _method.ReturnType.IsGenericType ? typeof(Task<>).MakeGenericType(Result()) : typeof(Task);
            il.Emit(OpCodes.Newobj, _method.ReturnType.GetConstructor([task])!);
        }

        il.Emit(OpCodes.Ret);
    }

    private void WriteInvoke(ILGenerator il)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, _method.DeclaringType!);
        for (var index = 0; index < _parameters.Length; index++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldfld, _arguments.GetField($"Item{index + 1}")!);
        }

        il.Emit(OpCodes.Callvirt, _method);
        if (_method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (IsValueTask)
        {
            var result = il.DeclareLocal(_method.ReturnType);
            il.Emit(OpCodes.Stloc, result);
            il.Emit(OpCodes.Ldloca, result);
            il.Emit(OpCodes.Call, _method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }

    private Type Result() => _method.ReturnType.IsGenericType ? _method.ReturnType.GenericTypeArguments[0] : typeof(Nothing);

    private bool IsGeneric(Type definition) => _method.ReturnType.IsGenericType && _method.ReturnType.GetGenericTypeDefinition() == definition;
}
