COPY (SELECT row_to_json(customers) FROM customers) TO STDOUT
