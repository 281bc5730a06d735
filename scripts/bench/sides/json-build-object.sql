COPY (
  SELECT json_build_object(
    'customer', json_build_object(
      'id', id,
      'externalId', external_id,
      'name', json_build_object('first', first_name, 'last', last_name),
      'contact', json_build_object('email', email, 'phone', phone),
      'createdAt', created_at,
      'born', born),
    'account', json_build_object('balance', balance, 'score', score, 'orders', orders, 'active', active),
    'tags', tags,
    'attributes', attributes)
  FROM customers
) TO STDOUT
