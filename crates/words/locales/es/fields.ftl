# Lo que se dice de cualquier campo de un formulario. $label es el nombre del campo: «Nombre».

field-too-long = { $label } debe tener { $most } caracteres como máximo
